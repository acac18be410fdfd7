import { expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { findLogon } from '@/lib/core/sessions';
import { show, start } from '@/tests/support/sessions';
import { openShop } from '@/tests/support/shop';

const gateway = createGateway();
const address = (state: string) => `http://localhost/wallet/authorise?state=${state}`;
const get = (state: string) => gateway.fetch(new Request(address(state)));
const post = (state: string, fields: Record<string, string>) =>
  gateway.fetch(new Request(address(state), { method: 'POST', body: new URLSearchParams(fields) }));

async function shownLogon() {
  const { merchantId } = await openShop();
  const { logonId, sessionId } = await start(merchantId);
  const { state } = await show(logonId);
  return {
    merchantId,
    logonId,
    sessionId,
    state,
    stage: async () => (await findLogon({ merchantId, logonId })).stage,
  };
}

test('the pretend wallet asks on behalf of whom, and hands the answer over once', async () => {
  const { state, stage } = await shownLogon();
  const page = await (await get(state)).text();
  expect(page).toContain('Shop');
  expect(page).toContain('till');
  expect((await post(state, { verdict: 'agreed', owner: 'wang' })).status).toBe(200);
  expect(await stage()).toBe('scanned');
  expect((await post(state, { verdict: 'refused' })).status).toBe(410);
  expect((await get(state)).status).toBe(410);
});

test('an owner without a name has not agreed, and a refusal needs none', async () => {
  const { state, stage } = await shownLogon();
  await post(state, { verdict: 'agreed', owner: '  ' });
  expect(await stage()).toBe('code_ready');
  await post(state, { verdict: 'refused' });
  expect(await stage()).toBe('scanned');
});

test('nothing but a log-on of the simulator is asked or answered here', async () => {
  const { state, sessionId, stage } = await shownLogon();
  await sql()`update sessions set mode = 'live', channel = 'alipay-bill' where id = ${sessionId}`;
  expect((await get(state)).status).toBe(410);
  expect((await post(state, { verdict: 'agreed', owner: 'wang' })).status).toBe(410);
  expect(await stage()).toBe('code_ready');
  for (const wrong of ['', 'x', '0'.repeat(32)]) expect((await get(wrong)).status).toBe(410);
});
