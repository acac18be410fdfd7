import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

vi.hoisted(() => {
  vi.stubEnv('MATOU_CALLBACK_ALLOW_CIDRS', '127.0.0.0/8');
});

import { sql } from '@/db/client';
import { changePlatform, checkPlatform, findPlatform, renewPlatformKey } from '@/lib/core/sessions';
import { AlipayPlatform } from '@/tests/support/alipay-platform';

const channel = 'alipay-bill';
const actor = 'user:1';
const TOKENS = 'alipay.open.auth.token.app';

let platform: AlipayPlatform;

beforeAll(async () => {
  platform = await AlipayPlatform.start();
});

beforeEach(async () => {
  await sql()`delete from installation_settings where name = 'alipay'`;
  await sql()`delete from platform_paces`;
});

afterAll(() => platform.close());

async function configure(): Promise<void> {
  const { privateKey, alipayPublicKey, ...values } = platform.config;
  await changePlatform({ channel, values, secrets: { privateKey, alipayPublicKey }, actor });
}

test('a fresh installation is told all that is missing', async () => {
  expect(await findPlatform(channel)).toMatchObject({
    values: {
      gatewayUrl: 'https://openapi.alipay.com/gateway.do',
      authoriseUrl: 'https://openauth.alipay.com/oauth2/appToAppAuth.htm',
    },
    secretNames: [],
    missing: ['appId', 'privateKey', 'alipayPublicKey'],
    publicKey: null,
    changedAt: null,
  });
});

test('keys are kept sealed and never shown again, but for the public half of our own', async () => {
  await configure();
  const view = await findPlatform(channel);
  expect(view).toMatchObject({ missing: [], secretNames: ['privateKey', 'alipayPublicKey'] });
  expect(view.values).toMatchObject({ appId: platform.appId });
  expect(view.publicKey).toMatch(/^MII/);
  const { privateKey } = platform.config;
  expect(JSON.stringify(view)).not.toContain(privateKey);
  const [row] = await sql()`select secrets_sealed from installation_settings where name = 'alipay'`;
  expect(JSON.stringify(row)).not.toContain(privateKey);
  const [entry] = await sql()<{ data: object }[]>`
    select data from audit_entries where action = 'platform.changed' order by id desc limit 1`;
  expect(JSON.stringify(entry)).toContain(platform.appId);
  expect(JSON.stringify(entry)).not.toContain(privateKey);
});

test.each([
  ['gatewayUrl', { values: { gatewayUrl: 'openapi.alipay.com' }, secrets: {} }],
  ['privateKey', { values: {}, secrets: { privateKey: 'no key' } }],
])('an unusable %s changes nothing', async (setting, change) => {
  await configure();
  await expect(changePlatform({ channel, actor, ...change })).rejects.toMatchObject({
    code: 'setting.invalid',
    details: { setting },
  });
  expect((await findPlatform(channel)).missing).toEqual([]);
});

test('the check shows the platform’s own words, before and after our key was renewed', async () => {
  await configure();
  const before = await findPlatform(channel);
  expect(await checkPlatform(channel)).toEqual({
    isTrusted: true,
    reason: 'isv.code-invalid 授权码code无效',
    isOverLimit: false,
  });
  await renewPlatformKey({ channel, actor });
  const after = await findPlatform(channel);
  expect(after.values).toEqual(before.values);
  expect(after.publicKey).not.toBe(before.publicKey);
  expect(await checkPlatform(channel)).toMatchObject({
    isTrusted: false,
    reason: expect.stringContaining('isv.invalid-signature'),
  });
});

test('a check that comes too often has everybody rest, and asks nothing itself meanwhile', async () => {
  await configure();
  platform.refuseNext(TOKENS, { code: '40005', sub_code: 'isv.app-call-limited', sub_msg: '超限' });
  expect(await checkPlatform(channel)).toMatchObject({ isTrusted: false, isOverLimit: true });
  const calls = platform.callsOf(TOKENS);
  await expect(checkPlatform(channel)).rejects.toMatchObject({ code: 'session.platform_busy' });
  expect(platform.callsOf(TOKENS)).toBe(calls);
});

test('nothing is asked while a field is missing, and the simulator has nothing to configure', async () => {
  await expect(checkPlatform(channel)).rejects.toMatchObject({ code: 'session.not_configured' });
  await expect(findPlatform('simulator')).rejects.toMatchObject({ code: 'setting.invalid' });
});
