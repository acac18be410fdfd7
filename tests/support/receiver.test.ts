import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Receiver, startReceiver } from './receiver';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

test('it writes down requests as they came and says success', async () => {
  const arrival = receiver.waitFor(1);
  const answer = await fetch(`${receiver.url}/notify?a=%E8%8C%B6&b=`, { method: 'POST', body: 'x=1+2' });
  expect(await answer.text()).toBe('success');
  const [request] = await arrival;
  expect(request).toMatchObject({ method: 'POST', target: '/notify?a=%E8%8C%B6&b=', body: 'x=1+2' });
  expect(request?.query.get('a')).toBe('茶');
});

test('its reply is the test’s to choose', async () => {
  receiver.replyWith({ kind: 'answer', status: 500, body: 'no' });
  expect((await fetch(receiver.url)).status).toBe(500);
  receiver.replyWith({ kind: 'redirect', location: '/elsewhere' });
  expect((await fetch(receiver.url, { redirect: 'manual' })).headers.get('location')).toBe('/elsewhere');
  receiver.replyWith({ kind: 'reset' });
  await expect(fetch(receiver.url)).rejects.toThrow();
  receiver.replyWith({ kind: 'hang' });
  await expect(fetch(receiver.url, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  expect(receiver.requests).toHaveLength(4);
});
