import { describe, expect, it } from 'vitest';
import { type Dialect, dialects } from '@/lib/dialects';
import type { Answer } from '@/lib/platform/http';
import { isHostBroken, judgeReply } from './judge-reply';

const NOW = Date.parse('2026-01-01T00:00:00Z');

function judge(given: Partial<Answer> & { text?: string; isLenient?: boolean; dialect?: Dialect }) {
  const { text = 'success', isLenient = false, dialect = dialects.cloudpay, ...rest } = given;
  const answer: Answer = {
    kind: 'answer',
    status: 200,
    headers: {},
    body: Buffer.from(text),
    isCut: false,
    durationMs: 1,
    ...rest,
  };
  return judgeReply(answer, { dialect, isLenient, url: 'https://shop.example/notify', now: NOW });
}

describe('judgeReply', () => {
  it.each(['success', 'SUCCESS', ' success\r\n', '\uFEFFsuccess', 'Success\n\n'])(
    'takes %j with status 200 as acknowledged',
    (text) => {
      expect(judge({ text }).failure).toBeNull();
    },
  );

  it.each(['ok', 'fail', '', 'success!', 'successful', '{"code":"success"}', '<p>success</p>', 'suc cess'])(
    'takes %j as not acknowledged',
    (text) => {
      expect(judge({ text }).failure).toBe('body_mismatch');
    },
  );

  it.each([203, 204, 206, 400, 404, 500, 503])(
    'takes status %d as not acknowledged, whatever it says',
    (status) => {
      expect(judge({ status })).toMatchObject({ failure: 'http_status', failureDetail: String(status) });
    },
  );

  it.each([201, 202])('takes the bare word with status %d as acknowledged, and nothing else', (status) => {
    for (const dialect of Object.values(dialects)) {
      expect(judge({ status, dialect }).failure).toBeNull();
      const more = judge({ status, dialect, text: 'ok success', isLenient: true });
      expect(more).toMatchObject({ failure: 'http_status', failureDetail: String(status) });
    }
  });

  it('says which reading decided and what it found, by the merchant’s switch', () => {
    const dialect = dialects['epay-v1'];
    const text = '{"success":false}';
    expect(judge({ dialect, text })).toMatchObject({
      failure: 'body_mismatch',
      judgement: { reading: 'strict', finding: 'json_denies' },
    });
    expect(judge({ dialect, text, isLenient: true })).toMatchObject({
      failure: null,
      judgement: { reading: 'lenient', finding: 'contains_word' },
    });
    expect(judge({ text, isLenient: true })).toMatchObject({
      failure: 'body_mismatch',
      judgement: { reading: 'word', finding: 'within_text' },
    });
    expect(judge({ status: 500 }).judgement).toBeNull();
  });

  it('takes a redirect as a failure and names its host, not its secrets', () => {
    const redirect = (location: string) => judge({ status: 302, headers: { location } });
    expect(redirect('https://cdn.example:8443/x?token=1')).toMatchObject({
      failure: 'redirect',
      failureDetail: 'https://cdn.example:8443',
    });
    expect(redirect('/login').failureDetail).toBe('https://shop.example');
    expect(redirect('http://[').failureDetail).toBe('an unreadable address');
  });

  it('takes an answer without an end as not acknowledged, even when it begins well', () => {
    expect(judge({ text: `success${' '.repeat(100)}`, isCut: true }).failure).toBe('body_too_large');
  });

  it('listens to Retry-After only when the host asks to slow down', () => {
    const headers = { 'retry-after': '120' };
    expect(judge({ status: 429, headers }).retryAfterSeconds).toBe(120);
    expect(judge({ status: 503, headers }).retryAfterSeconds).toBe(120);
    expect(judge({ status: 500, headers }).retryAfterSeconds).toBeNull();
  });
});

describe('isHostBroken', () => {
  it('blames the host for silence and for errors of its own, not for answers we did not want', () => {
    const silent = { kind: 'no_answer', failure: 'timeout', detail: '', durationMs: 1 } as const;
    const context = { dialect: dialects.cloudpay, isLenient: false, url: 'https://shop.example/', now: NOW };
    expect(isHostBroken(judgeReply(silent, context))).toBe(true);
    expect([500, 502, 429].map((status) => isHostBroken(judge({ status })))).toEqual([true, true, true]);
    expect([200, 302, 404].map((status) => isHostBroken(judge({ status, text: 'ok' })))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
