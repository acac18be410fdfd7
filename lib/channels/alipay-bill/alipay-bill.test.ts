import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alipayBillMonitor } from '@/lib/channels/alipay-bill/cloud-monitor';
import { adviceOf } from '@/lib/channels/alipay-bill/refusals';
import { readShanghaiTime } from '@/lib/channels/alipay-bill/shanghai-time';
import type { BillsReply, Grant, PlatformConfig } from '@/lib/channels/cloud-monitor';
import { createHttpClient } from '@/lib/platform/http';
import { AlipayPlatform } from '@/tests/support/alipay-platform';

const OWNER = '2088102150527498';
const ANSWER_URL = 'http://127.0.0.1:9/pay/session/answer';
const BILLS = 'alipay.data.bill.accountlog.query';
const TOKENS = 'alipay.open.auth.token.app';
const HOUR = 3_600_000;

const monitor = alipayBillMonitor(
  createHttpClient({ policy: { allowCidrs: ['127.0.0.0/8'], ownPorts: [], databasePort: null } }),
);

let platform: AlipayPlatform;
let config: PlatformConfig;

beforeAll(async () => {
  platform = await AlipayPlatform.start();
  config = platform.config;
});

beforeEach(() => {
  platform.mangle = (body) => body;
  platform.pageSize = 2000;
  platform.isUnruly = false;
  platform.tokenSeconds = 31_536_000;
});

afterAll(() => platform.close());

async function scanned(ownerId: string): Promise<string> {
  const { text } = await monitor.prepare(config, { state: 'state-1', answerUrl: ANSWER_URL });
  const back = new URL(await platform.agree(text, ownerId));
  return back.searchParams.get('app_auth_code') ?? '';
}

async function granted(ownerId = OWNER): Promise<Grant> {
  const reply = await monitor.exchange(config, await scanned(ownerId));
  if (!reply.isGranted) throw new Error(reply.reason);
  return reply.grant;
}

function read(
  grant: string,
  ask: { from?: Date; to?: Date; config?: PlatformConfig } = {},
): Promise<BillsReply> {
  const now = Date.now();
  const window = { from: ask.from ?? new Date(now - HOUR), to: ask.to ?? new Date(now + HOUR) };
  return monitor.readBills(ask.config ?? config, grant, window, async () => {});
}

async function bills(grant: string, ask: { from?: Date; to?: Date } = {}) {
  const reply = await read(grant, ask);
  if (!reply.isRead) throw new Error(reply.reason);
  return reply;
}

let ownersMade = 0;
const newOwner = () => `20880000${String(++ownersMade).padStart(8, '0')}`;

describe('the configuration', () => {
  test('of a platform that was set up lacks nothing, with bare keys and with PEM', () => {
    expect(monitor.missing(config)).toEqual([]);
    const body = (config.alipayPublicKey ?? '').replace(/(.{64})/g, '$1\n');
    const pem = `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;
    expect(monitor.missing({ ...config, alipayPublicKey: pem })).toEqual([]);
  });

  test('of a fresh installation lacks everything, and is told in the order of the form', () => {
    expect(monitor.missing({})).toEqual([
      'gatewayUrl',
      'authoriseUrl',
      'appId',
      'privateKey',
      'alipayPublicKey',
    ]);
  });

  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  test.each([
    ['gatewayUrl', 'ftp://openapi.alipay.com'],
    ['authoriseUrl', 'https://user:pass@openauth.alipay.com/'],
    ['appId', 'my app'],
    ['privateKey', 'not a key'],
    ['privateKey', curve.export({ format: 'pem', type: 'pkcs8' }).toString()],
    ['alipayPublicKey', short.export({ format: 'pem', type: 'spki' }).toString()],
    ['alipayPublicKey', ''],
  ])('with an unusable %s lacks it: %s', (field, text) => {
    expect(monitor.missing({ ...config, [field]: text })).toEqual([field]);
  });
});

describe('the operator’s keys', () => {
  test('are made here, and only the public half is for the platform', async () => {
    const privateKey = (await monitor.keys?.makePrivateKey()) ?? '';
    expect(monitor.missing({ ...config, privateKey })).toEqual([]);
    const half = monitor.keys?.publicHalfOf(privateKey);
    expect(monitor.missing({ ...config, alipayPublicKey: half ?? '' })).toEqual([]);
    expect(monitor.keys?.publicHalfOf('no key')).toBeNull();
  });

  test('are tried by a harmless call, which a right configuration sees refused for its code alone', async () => {
    expect(await monitor.keys?.check(config)).toEqual({
      isTrusted: true,
      reason: 'isv.code-invalid 授权码code无效',
      isOverLimit: false,
    });
  });

  test('are not trusted when the platform does not know them', async () => {
    const privateKey = (await monitor.keys?.makePrivateKey()) ?? '';
    expect(await monitor.keys?.check({ ...config, privateKey })).toMatchObject({
      isTrusted: false,
      reason: expect.stringContaining('isv.invalid-signature'),
    });
    expect(await monitor.keys?.check({ ...config, appId: '2021999999999999' })).toMatchObject({
      isTrusted: false,
    });
  });
});

test.each([
  ['aop.invalid-app-auth-token 无效的应用授权令牌', 'scan_again'],
  ['aop.invalid-app-auth-token-no-api 商户未授权当前接口', 'scan_again'],
  ['isv.invalid-signature 验签出错', 'check_keys'],
  ['isv.insufficient-isv-permissions ISV权限不足', 'check_permission'],
  ['isv.app-call-limited 应用调用次数超限', 'slow_down'],
  ['isp.unknow-error 系统繁忙', 'wait'],
  ['isv.code-invalid 授权码code无效', null],
  ['by_merchant', null],
])('what to do about “%s” is %s', (reason, advice) => expect(adviceOf(reason)).toBe(advice));

describe('a scan', () => {
  test('brings the state back to our address, and its code becomes a grant', async () => {
    const code = await monitor.prepare(config, { state: 'a&b 码', answerUrl: ANSWER_URL });
    const back = new URL(await platform.agree(code.text, OWNER));
    expect(back.href.startsWith(ANSWER_URL)).toBe(true);
    expect(back.searchParams.get('state')).toBe('a&b 码');
    const reply = await monitor.exchange(config, back.searchParams.get('app_auth_code') ?? '');
    expect(reply).toMatchObject({
      isGranted: true,
      grant: { ownerId: OWNER, ownerLabel: '2088****7498', expiresInSeconds: 31_536_000 },
    });
  });

  test('gives a code for buyers that names the owner and neither amount nor remark', async () => {
    const { accountCode } = await granted();
    const given = new URL(accountCode).searchParams.get('biz_data') ?? '';
    expect(JSON.parse(given)).toEqual({ s: 'money', u: OWNER });
  });

  test('whose code was used before is refused in the platform’s own words', async () => {
    const code = await scanned(OWNER);
    await monitor.exchange(config, code);
    expect(await monitor.exchange(config, code)).toMatchObject({
      isGranted: false,
      reason: 'isv.code-invalid 授权码code无效',
    });
  });
});

describe('bills', () => {
  test('are read with exact amounts and times in GMT+8', async () => {
    const owner = newOwner();
    const { grant } = await granted(owner);
    const at = new Date('2026-03-01T15:59:59Z');
    const { id } = platform.receive(owner, { amount: '1234.50', at });
    const reply = await bills(grant, {
      from: new Date('2026-03-01T15:00:00Z'),
      to: new Date(at.getTime() + 1),
    });
    expect(reply).toMatchObject({ bills: [{ id, amount: 123_450, paidAt: at }], unread: [] });
    expect(reply.bills[0]?.raw).toMatchObject({ trans_amount: '1234.50', trans_dt: '2026-03-01 23:59:59' });
  });

  test('from the start of the window are in it, from its end are not', async () => {
    const owner = newOwner();
    const { grant } = await granted(owner);
    const [from, to] = [new Date('2026-03-02T00:00:00Z'), new Date('2026-03-02T00:10:00Z')];
    const first = platform.receive(owner, { amount: '1.00', at: from });
    platform.receive(owner, { amount: '2.00', at: to });
    expect((await bills(grant, { from, to })).bills.map(({ id }) => id)).toEqual([first.id]);
  });

  test('of all pages are read, repeated and disordered ones once', async () => {
    const owner = newOwner();
    const { grant } = await granted(owner);
    const ids = Array.from({ length: 7 }, (_, at) => platform.receive(owner, { amount: `${at + 1}.00` }).id);
    platform.pageSize = 3;
    platform.isUnruly = true;
    const before = platform.callsOf(BILLS);
    expect((await bills(grant)).bills.map(({ id }) => id).sort()).toEqual(ids);
    expect(platform.callsOf(BILLS) - before).toBe(5);
  });

  test('that are money going out are none', async () => {
    const owner = newOwner();
    const { grant } = await granted(owner);
    platform.receive(owner, { amount: '5.00', direction: '支出' });
    expect(await bills(grant)).toMatchObject({ bills: [], unread: [] });
  });

  test.each([
    ['trans_amount', { trans_amount: '1,160.00' }],
    ['trans_amount', { trans_amount: '0.001' }],
    ['trans_amount', { trans_amount: '-1.00' }],
    ['trans_amount', { trans_amount: '0.00' }],
    ['trans_amount', { trans_amount: undefined }],
    ['trans_dt', { trans_dt: '03/01/2026' }],
    ['trans_dt', { trans_dt: '昨天 10:00:00' }],
    ['direction', { direction: '退回' }],
    ['account_log_id', { account_log_id: undefined }],
  ])('with an unreadable %s are handed on as they came: %j', async (reason, fields) => {
    const owner = newOwner();
    const { grant } = await granted(owner);
    platform.receive(owner, { amount: '1.00', fields });
    const reply = await bills(grant);
    expect(reply.bills).toEqual([]);
    expect(reply.unread).toMatchObject([{ reason, raw: { type: '转账' } }]);
  });

  test('wait for leave before every call', async () => {
    const owner = newOwner();
    const { grant } = await granted(owner);
    for (const amount of ['1.00', '2.00', '3.00']) platform.receive(owner, { amount });
    platform.pageSize = 1;
    let asked = 0;
    const window = { from: new Date(Date.now() - HOUR), to: new Date(Date.now() + HOUR) };
    const before = platform.callsOf(BILLS);
    await monitor.readBills(config, grant, window, async () => {
      asked += 1;
      expect(platform.callsOf(BILLS)).toBe(before + asked - 1);
    });
    expect(asked).toBe(3);
  });
});

test.each(['2026-02-30 10:00:00', '2026-03-01 24:00:00', '2026-3-1 10:00:00', '2026-03-01T10:00:00'])(
  'no time is guessed from %s',
  (text) => expect(readShanghaiTime(text)).toBeNull(),
);

describe('a grant', () => {
  test('that ended is over in the platform’s own words, and is renewed without its owner', async () => {
    const owner = newOwner();
    const { grant } = await granted(owner);
    platform.expireTokens(owner);
    const over = { reason: 'aop.app-auth-token-time-out 应用授权令牌已过期', isGrantOver: true };
    expect(await read(grant)).toMatchObject({ isRead: false, ...over });
    const renewed = await monitor.renewal?.renew(config, grant);
    if (renewed?.isRenewed !== true) throw new Error('not renewed');
    expect(await read(renewed.grant)).toMatchObject({ isRead: true });
  });

  test('that its owner took back is over for good', async () => {
    const owner = newOwner();
    const { grant } = await granted(owner);
    platform.revoke(owner);
    expect(await read(grant)).toMatchObject({ isRead: false, isGrantOver: true });
    expect(await monitor.renewal?.renew(config, grant)).toMatchObject({
      isRenewed: false,
      isGrantOver: true,
    });
  });

  test('is due for renewal when a tenth of its life is left', async () => {
    platform.tokenSeconds = 1000;
    const before = Date.now();
    const due = monitor.renewal?.dueAt((await granted()).grant).getTime() ?? 0;
    expect(due).toBeGreaterThanOrEqual(before + 900_000);
    expect(due).toBeLessThanOrEqual(Date.now() + 900_000);
  });

  test('is not over because the service is away or was asked too often', async () => {
    const { grant } = await granted();
    platform.refuseNext(BILLS, { code: '20000', sub_code: 'isp.unknow-error', sub_msg: '系统繁忙' });
    expect(await read(grant)).toMatchObject({ isGrantOver: false, isOverLimit: false });
    platform.refuseNext(BILLS, { code: '40005', sub_code: 'isv.app-call-limited', sub_msg: '超限' });
    expect(await read(grant)).toMatchObject({ isGrantOver: false, isOverLimit: true });
    platform.refuseNext(TOKENS, { code: '20000', sub_code: 'isp.unknow-error', sub_msg: '系统繁忙' });
    expect(await monitor.renewal?.renew(config, grant)).toMatchObject({ isGrantOver: false });
  });

  test('is not over because somebody without the platform’s key says so', async () => {
    const { grant } = await granted();
    const error = { code: '20001', sub_code: 'aop.invalid-app-auth-token', sub_msg: '无效' };
    platform.refuseNext(BILLS, { ...error, isUnsigned: true });
    expect(await read(grant)).toMatchObject({ isRead: false, isGrantOver: false });
  });
});

describe('an answer is not trusted', () => {
  test.each<[string, (body: string) => string]>([
    ['an altered amount', (body) => body.replace('"8.88"', '"9.99"')],
    ['an altered space', (body) => body.replace('{"code"', '{ "code"')],
    ['no signature', (body) => body.replace(/,"sign":"[^"]+"/, '')],
    ['an empty signature', (body) => body.replace(/"sign":"[^"]+"/, '"sign":""')],
    ['a signature that is no text', (body) => body.replace(/"sign":"[^"]+"/, '"sign":1')],
    [
      'a second object of the same name',
      (body) =>
        body.replace('{"alipay', '{"alipay_data_bill_accountlog_query_response":{"code":"10000"},"alipay'),
    ],
    [
      'the name of another method',
      (body) => body.replace('accountlog_query_response', 'sell_query_response'),
    ],
    ['half of its text', (body) => body.slice(0, body.length / 2)],
    ['nothing', () => ''],
    ['a page', () => '<html></html>'],
  ])('with %s', async (_, mangle) => {
    const owner = newOwner();
    const { grant } = await granted(owner);
    platform.receive(owner, { amount: '8.88' });
    platform.mangle = mangle;
    await expect(read(grant)).rejects.toThrow();
  });

  test('that another key signed', async () => {
    const { grant } = await granted();
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const alipayPublicKey = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    await expect(read(grant, { config: { ...config, alipayPublicKey } })).rejects.toThrow(/signature/);
  });

  test('when there is none', async () => {
    const { grant } = await granted();
    const closed = { ...config, gatewayUrl: 'http://127.0.0.1:9/gateway.do' };
    await expect(read(grant, { config: closed })).rejects.toThrow();
  });
});

describe('the platform refuses', () => {
  test('a request that another key signed, in words that name the cause', async () => {
    const { grant } = await granted();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const foreign = privateKey.export({ format: 'pem', type: 'pkcs1' }).toString();
    expect(await read(grant, { config: { ...config, privateKey: foreign } })).toMatchObject({
      isRead: false,
      reason: expect.stringContaining('isv.invalid-signature 验签出错'),
      isGrantOver: false,
    });
  });

  test('an application that it does not know', async () => {
    const { grant } = await granted();
    expect(await read(grant, { config: { ...config, appId: '2021999999999999' } })).toMatchObject({
      isRead: false,
      reason: 'isv.invalid-app-id 无效的AppID参数',
    });
  });

  test('a request that was altered on its way', async () => {
    const { grant } = await granted();
    const altering = alipayBillMonitor({
      send: (request) =>
        createHttpClient({
          policy: { allowCidrs: ['127.0.0.0/8'], ownPorts: [], databasePort: null },
        }).send({ ...request, body: (request.body ?? '').replace('page_no%22%3A%221', 'page_no%22%3A%222') }),
    });
    const window = { from: new Date(Date.now() - HOUR), to: new Date() };
    expect(await altering.readBills(config, grant, window, async () => {})).toMatchObject({
      isRead: false,
      reason: expect.stringContaining('isv.invalid-signature'),
    });
  });
});
