import { beforeEach, expect, test } from 'vitest';
import { createGateway } from '@/gateway/app';
import { findLogon } from '@/lib/core/sessions';
import { claim, openPointsShop, show, start } from '@/tests/support/sessions';

const gateway = createGateway();
let askers = 0;
let peer = '';

beforeEach(() => {
  askers += 1;
  peer = `198.51.100.${askers}`;
});

async function shownLogon() {
  const { merchantId } = await openPointsShop();
  const { logonId } = await start(merchantId);
  const { state } = await show(logonId);
  return { merchantId, logonId, state };
}

function come(params: Record<string, string>, init: RequestInit = {}): Promise<Response> {
  const address = `http://localhost/pay/session/answer?${new URLSearchParams(params)}`;
  const incoming = { socket: { remoteAddress: peer } };
  return Promise.resolve(gateway.fetch(new Request(address, init), { incoming } as never));
}

test('the owner who agreed is sent back to the console, and the worker gets the code', async () => {
  const { merchantId, logonId, state } = await shownLogon();
  const answer = await come({ state, app_auth_code: 'P1234567890abcdef', app_id: '2021' });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('已授权，请回到后台');
  expect((await findLogon({ merchantId, logonId })).stage).toBe('scanned');
  expect((await claim(logonId)).answer).toBe('P1234567890abcdef');
});

test('a second visit takes nothing more', async () => {
  const { state } = await shownLogon();
  await come({ state, app_auth_code: 'first' });
  const again = await come({ state, app_auth_code: 'second' }, { headers: { 'accept-language': 'en' } });
  expect(again.status).toBe(410);
  expect(await again.text()).toContain('This code was used or is over');
});

test.each([
  {},
  { state: 'x', app_auth_code: 'code' },
  { state: '0'.repeat(32) },
  { state: '0'.repeat(32), app_auth_code: 'a b' },
  { state: '0'.repeat(32), app_auth_code: 'c'.repeat(129) },
])('what is no answer of a platform is refused: %j', async (params) => {
  expect((await come(params)).status).toBe(400);
});

test('a state that nobody waits for is over', async () => {
  expect((await come({ state: 'f'.repeat(32), app_auth_code: 'code' })).status).toBe(410);
});

test('nothing that came is in the page, and the page runs nothing', async () => {
  const answer = await come({ state: '<script>alert(1)</script>', app_auth_code: 'secret-code' });
  const text = await answer.text();
  expect(text).not.toContain('alert(1)');
  expect(text).not.toContain('secret-code');
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'");
});

test('who guesses is held back', async () => {
  const guess = async () => (await come({ state: 'e'.repeat(32), app_auth_code: 'code' })).status;
  const statuses = await Promise.all(Array.from({ length: 25 }, guess));
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
});
