import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient } from '@/lib/platform/http';
import { sendMail } from '@/lib/platform/mail';
import { type MailServerStandIn, startMailServer } from '@/tests/support/mail-server';
import { type Receiver, startReceiver } from '@/tests/support/receiver';
import { type Address, notifiers, notify, type Tools } from './index';

const POLICY = { allowCidrs: ['127.0.0.0/8'], ownPorts: [], databasePort: null };
const MESSAGE = {
  id: 'ntf_7',
  event: 'stock_low',
  title: '“会员”库存不足 *bold* <b>',
  text: '未售卡密只剩 2 张。',
  url: 'https://pay.example/cards?product=3',
  at: new Date('2026-11-21T00:00:00Z'),
  data: { left: 2 },
};
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let other: Receiver;
let post: MailServerStandIn;
let tools: Tools;

beforeEach(async () => {
  other = await startReceiver();
  post = await startMailServer();
  const bases = { wecom: other.url, dingtalk: `${other.url}/`, feishu: other.url, telegram: other.url };
  tools = { client: createHttpClient({ policy: POLICY, totalTimeoutMs: 2_000 }), mail: null, bases };
});

afterEach(async () => {
  await Promise.all([other.close(), post.close()]);
});

function says(body: unknown, status = 200, headers = {}): void {
  other.replyWith({ kind: 'answer', status, headers, body: JSON.stringify(body) });
}

function mailServer(change = {}) {
  const server = {
    host: '127.0.0.1',
    port: post.port,
    user: 'till',
    password: 'pass-word-7',
    from: 'pay@shop.example',
  };
  return { ...server, security: 'none' as const, ...change };
}

describe('企业微信', () => {
  const address: Address = { shown: {}, secrets: { key: 'aaaa-bbbb-cccc' } };

  it('gets plain text under the key of the robot, and errcode 0 is success', async () => {
    says({ errcode: 0, errmsg: 'ok' });
    expect(await notify('wecom', address, MESSAGE, tools)).toEqual({
      isSent: true,
      answer: '{"errcode":0,"errmsg":"ok"}',
    });
    const [request] = other.requests;
    expect(request?.target).toBe('/cgi-bin/webhook/send?key=aaaa-bbbb-cccc');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      msgtype: 'text',
      text: { content: `【Matou 码头】${MESSAGE.title}\n${MESSAGE.text}\n${MESSAGE.url}` },
    });
  });

  it('fails in the words of the platform though HTTP says 200, and waits when it was too much', async () => {
    says({ errcode: 93000, errmsg: 'invalid webhook url' });
    expect(await notify('wecom', address, MESSAGE, tools)).toEqual({
      isSent: false,
      reason: '93000 invalid webhook url',
      retryAfterSeconds: null,
    });
    says({ errcode: 45009, errmsg: 'api freq out of limit' });
    expect(await notify('wecom', address, MESSAGE, tools)).toMatchObject({ retryAfterSeconds: 60 });
  });
});

describe('钉钉', () => {
  it('is signed with time and secret as 加签 wants it', async () => {
    says({ errcode: 0, errmsg: 'ok' });
    const secrets = { token: 'a'.repeat(64), sign: 'SEC0123456789' };
    expect(await notify('dingtalk', { shown: {}, secrets }, MESSAGE, tools)).toMatchObject({ isSent: true });
    const query = other.requests[0]?.query;
    const timestamp = query?.get('timestamp') ?? '';
    expect(other.requests[0]?.path).toBe('/robot/send');
    expect(query?.get('access_token')).toBe(secrets.token);
    expect(Math.abs(Date.now() - Number(timestamp))).toBeLessThan(60_000);
    expect(query?.get('sign')).toBe(
      createHmac('sha256', secrets.sign).update(`${timestamp}\n${secrets.sign}`).digest('base64'),
    );
  });

  it('goes unsigned without a secret, and a refusal is told in its words', async () => {
    says({ errcode: 310000, errmsg: 'keywords not in content' });
    const address = { shown: {}, secrets: { token: 'a'.repeat(64) } };
    expect(await notify('dingtalk', address, MESSAGE, tools)).toMatchObject({
      isSent: false,
      reason: '310000 keywords not in content',
    });
    expect(other.requests[0]?.query.has('sign')).toBe(false);
    expect(JSON.parse(other.requests[0]?.body ?? '').text.content).toContain('Matou');
  });
});

describe('飞书', () => {
  it('is signed in its body, and code 0 is success', async () => {
    says({ code: 0, msg: 'success' });
    const secrets = { hook: 'aaaa-bbbb-cccc', sign: 'feishu-secret' };
    expect(await notify('feishu', { shown: {}, secrets }, MESSAGE, tools)).toMatchObject({ isSent: true });
    const body = JSON.parse(other.requests[0]?.body ?? '');
    expect(other.requests[0]?.path).toBe('/open-apis/bot/v2/hook/aaaa-bbbb-cccc');
    expect(body).toMatchObject({
      msg_type: 'text',
      content: { text: expect.stringContaining(MESSAGE.title) },
    });
    expect(body.sign).toBe(
      createHmac('sha256', `${body.timestamp}\n${secrets.sign}`).update('').digest('base64'),
    );
  });

  it('fails in the words of the platform', async () => {
    says({ code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' });
    const address = { shown: {}, secrets: { hook: 'aaaa-bbbb-cccc' } };
    expect(await notify('feishu', address, MESSAGE, tools)).toMatchObject({
      isSent: false,
      reason: expect.stringMatching(/^19021 sign match fail/),
    });
  });
});

describe('Telegram', () => {
  const address = { shown: { chat: '-100123' }, secrets: { token: '12345:abcdefghijklmnopqrst' } };

  it('gets plain text for the chat, and `ok` is success', async () => {
    says({ ok: true, result: {} });
    expect(await notify('telegram', address, MESSAGE, tools)).toMatchObject({ isSent: true });
    expect(other.requests[0]?.path).toBe('/bot12345:abcdefghijklmnopqrst/sendMessage');
    const body = JSON.parse(other.requests[0]?.body ?? '');
    expect(body).toMatchObject({ chat_id: '-100123', text: expect.stringContaining(MESSAGE.title) });
    expect(body).not.toHaveProperty('parse_mode');
  });

  it('fails in its words, waits as long as it asks, and never repeats the token', async () => {
    says(
      { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 35 } },
      429,
    );
    expect(await notify('telegram', address, MESSAGE, tools)).toEqual({
      isSent: false,
      reason: '429 Too Many Requests',
      retryAfterSeconds: 35,
    });
    says({ ok: false, error_code: 404, description: `no bot ${address.secrets.token}` }, 404);
    const reply = await notify('telegram', address, MESSAGE, tools);
    expect(JSON.stringify(reply)).not.toContain(address.secrets.token);
  });
});

describe('webhook', () => {
  const at = (path: string): Address => ({ shown: { url: other.url + path }, secrets: { secret: SECRET } });

  it('is signed as Standard Webhooks says, with an id that stays', async () => {
    expect(await notify('webhook', at('/in?x=1'), MESSAGE, tools)).toEqual({
      isSent: true,
      answer: 'HTTP 200 success',
    });
    const [request] = other.requests;
    const {
      'webhook-id': id,
      'webhook-timestamp': time,
      'webhook-signature': signature,
    } = request?.headers ?? {};
    expect(id).toBe('ntf_7');
    const given = {
      'webhook-id': String(id),
      'webhook-timestamp': String(time),
      'webhook-signature': String(signature),
    };
    expect(new Webhook(SECRET).verify(request?.body ?? '', given)).toEqual({
      type: 'stock_low',
      timestamp: '2026-11-21T00:00:00.000Z',
      data: { title: MESSAGE.title, text: MESSAGE.text, url: MESSAGE.url, left: 2 },
    });
  });

  it.each([
    ['an error', { kind: 'answer', status: 500, body: 'down' }, 'HTTP 500 down', null],
    ['too much', { kind: 'answer', status: 429, body: '', headers: { 'retry-after': '9' } }, 'HTTP 429', 9],
    ['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:1/' }, 'HTTP 302', null],
    ['silence', { kind: 'hang' }, 'timeout: no complete answer in time', null],
  ] as const)(
    'is not sent when the other side answers with %s',
    async (_, reply, reason, retryAfterSeconds) => {
      other.replyWith(reply);
      expect(await notify('webhook', at('/'), MESSAGE, tools)).toEqual({
        isSent: false,
        reason,
        retryAfterSeconds,
      });
    },
  );

  it('never reaches an address that is not open', async () => {
    const closed = { ...tools, client: createHttpClient({ policy: { ...POLICY, allowCidrs: [] } }) };
    expect(await notify('webhook', at('/'), MESSAGE, closed)).toMatchObject({
      isSent: false,
      reason: expect.stringMatching(/^refused_address/),
    });
    expect(other.requests).toEqual([]);
  });
});

describe('mail', () => {
  const address = { shown: { address: 'owner@shop.example' }, secrets: {} };

  it('is handed to the server after the log-in, in words that its reader can read', async () => {
    const reply = await notify('mail', address, MESSAGE, { ...tools, mail: mailServer() });
    expect(reply).toEqual({ isSent: true, answer: '250 2.0.0 queued as 4711' });
    expect(post.logins).toEqual(['till pass-word-7']);
    const [mail] = post.mails;
    expect(mail).toMatchObject({ from: 'pay@shop.example', to: ['owner@shop.example'] });
    expect(mail?.content).toContain('Message-ID: <ntf_7@shop.example>');
    const text = Buffer.from(mail?.content.split('\n\n').slice(1).join('') ?? '', 'base64').toString('utf8');
    expect(text).toContain(MESSAGE.text);
    expect(text).toContain(MESSAGE.url);
  });

  it('fails in the words of the server', async () => {
    post.refuseRecipients('550 5.1.1 no such mailbox');
    const reply = await notify('mail', address, MESSAGE, { ...tools, mail: mailServer() });
    expect(reply).toMatchObject({
      isSent: false,
      reason: expect.stringContaining('550 5.1.1 no such mailbox'),
    });
  });

  it('says so while the operator has set up no server', async () => {
    expect(await notify('mail', address, MESSAGE, tools)).toMatchObject({ reason: 'mail is not configured' });
  });

  it('gives no password to a server that offers no TLS when TLS is demanded', async () => {
    for (const security of ['tls', 'starttls'] as const) {
      const letter = { to: 'a@b.example', subject: 's', text: 't', id: 'x' };
      const times = { stepMs: 500, totalMs: 2_000 };
      expect(await sendMail(mailServer({ security }), letter, times)).toMatchObject({ isSent: false });
    }
    expect(post.logins).toEqual([]);
    expect(post.mails).toEqual([]);
  });

  it('gives nothing to a server whose certificate nobody signed but itself', async () => {
    const impostor = await startMailServer({ isSelfSigned: true });
    try {
      const letter = { to: 'a@b.example', subject: 's', text: 't', id: 'x' };
      const sent = await sendMail(mailServer({ security: 'tls', port: impostor.port }), letter);
      expect(sent).toMatchObject({ isSent: false, reason: expect.stringMatching(/self.signed/i) });
      expect(impostor.logins).toEqual([]);
      expect(impostor.mails).toEqual([]);
    } finally {
      await impostor.close();
    }
  });

  it('does not wait for a server that says nothing', async () => {
    post.fallSilent();
    const letter = { to: 'a@b.example', subject: 's', text: 't', id: 'x' };
    const sent = await sendMail(mailServer(), letter, { stepMs: 200, totalMs: 1_000 });
    expect(sent).toMatchObject({ isSent: false, reason: expect.stringMatching(/^ETIMEDOUT|in time/) });
  });
});

describe('what an owner types in', () => {
  it.each([
    ['wecom', 'key', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx', '693a91f6-7xxx'],
    [
      'dingtalk',
      'token',
      `https://oapi.dingtalk.com/robot/send?access_token=${'b'.repeat(64)}`,
      'b'.repeat(64),
    ],
    ['feishu', 'hook', 'https://open.feishu.cn/open-apis/bot/v2/hook/aaaa-bbbb', 'aaaa-bbbb'],
  ] as const)('may be the whole address of a robot of %s, or the key alone', (kind, name, text, key) => {
    const { secrets } = notifiers[kind];
    expect(secrets.parse({ [name]: text })).toEqual({ [name]: key });
    expect(secrets.parse({ [name]: key })).toEqual({ [name]: key });
    expect(secrets.safeParse({ [name]: 'https://elsewhere.example/?q=1' }).success).toBe(false);
  });

  it('is refused when a signing key is too short or no key at all', () => {
    const { secrets } = notifiers.webhook;
    expect(secrets.safeParse({ secret: SECRET }).success).toBe(true);
    expect(secrets.safeParse({ secret: 'whsec_YWJj' }).success).toBe(false);
    expect(secrets.safeParse({ secret: 'hunter2' }).success).toBe(false);
  });
});
