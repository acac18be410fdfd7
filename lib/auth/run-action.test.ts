import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Caller, RefusedForNow, runAction, type Words } from '@/lib/auth/run-action';
import { DomainError } from '@/lib/core/errors';
import type { User } from '@/lib/core/merchants';

const user: User = {
  id: 1,
  merchantId: 7,
  merchantName: 'Shop',
  suspendedReason: null,
  role: 'merchant',
  email: 'a@shop.example',
  sessionVersion: 1,
};

const words: Words = {
  problem: (code, values) => ({ code, cause: `cause ${Object.keys(values).join()}`, remedy: 'remedy' }),
  field: (fault) => `field ${fault}`,
};

const isAnybody = (one: User): one is User => one.id > 0;

const caller: Caller<User, User> = {
  origin: 'http://127.0.0.1:3000',
  host: '127.0.0.1:3000',
  findUser: async () => user,
  admits: isAnybody,
  forbids: () => null,
};

const schema = z.object({ name: z.string().min(1, 'required').max(5, 'too_long') });

function run(
  input: unknown,
  given: Partial<Caller<User, User>> = {},
  perform = async (_: { name: string }) => 'done',
) {
  return runAction({ schema, perform }, { ...caller, ...given }, words, input);
}

function codeOf(result: Awaited<ReturnType<typeof run>>) {
  return result.ok || !('problem' in result) ? null : result.problem.code;
}

describe('an action', () => {
  test('answers what the verb answered', async () => {
    expect(await run({ name: 'tea' })).toEqual({ ok: true, data: 'done' });
  });

  test.each([
    ['another site', 'http://evil.example'],
    ['another port', 'http://127.0.0.1:3001'],
    ['no origin', null],
    ['a sandboxed page', 'null'],
    ['nonsense', '::'],
  ])('from %s is refused before anybody is looked up', async (_name, origin) => {
    const findUser = () => Promise.reject(new Error('asked'));
    expect(codeOf(await run({ name: 'tea' }, { origin, findUser }))).toBe('request.foreign');
  });

  test('without a session is refused', async () => {
    expect(codeOf(await run({ name: 'tea' }, { findUser: async () => null }))).toBe('session.ended');
  });

  test('of somebody else’s role is refused', async () => {
    const admits = (one: User): one is User => one.role === 'operator';
    expect(codeOf(await run({ name: 'tea' }, { admits }))).toBe('request.faulty');
  });

  test('that something stands against now is refused before its input is looked at', async () => {
    const forbids = () => 'impersonation.read_only' as const;
    expect(codeOf(await run(null, { forbids }))).toBe('impersonation.read_only');
  });

  test('names the wrong field and does not run', async () => {
    const perform = () => Promise.reject(new Error('ran'));
    expect(await run({ name: '' }, {}, perform)).toEqual({
      ok: false,
      fieldErrors: { name: 'field required' },
    });
    expect(await run(null, {}, perform)).toMatchObject({ ok: false, fieldErrors: {} });
  });

  test('never gives the input back', async () => {
    const answers = [await run({ name: 'secret-too-long' }), await run({ name: ['secret'] })];
    expect(JSON.stringify(answers)).not.toContain('secret');
  });

  test('turns a refusal of the core into a problem with its code', async () => {
    const refuse = () =>
      Promise.reject(new DomainError('conflict', 'order.state_forbids', { status: 'paid' }));
    expect(await run({ name: 'tea' }, {}, refuse)).toEqual({
      ok: false,
      problem: { code: 'order.state_forbids', cause: 'cause status', remedy: 'remedy' },
    });
  });

  test('turns a fault of ours into a problem with a reference and nothing else', async () => {
    const result = await run({ name: 'tea' }, {}, () => Promise.reject(new Error('password=hunter2')));
    expect(codeOf(result)).toBe('fault.ours');
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  test('asked too often says so', async () => {
    expect(codeOf(await run({ name: 'tea' }, {}, () => Promise.reject(new RefusedForNow())))).toBe(
      'request.often',
    );
  });

  test('lets the router’s own signals through', async () => {
    const signal = Object.assign(new Error('away'), { digest: 'NEXT_REDIRECT;replace;/;307;' });
    await expect(run({ name: 'tea' }, {}, () => Promise.reject(signal))).rejects.toBe(signal);
  });
});
