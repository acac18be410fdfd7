import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { layDatabaseWire } from '@/tests/support/database-wire';
import { signedOrder } from '@/tests/support/dialect-request';

const wire = await layDatabaseWire();
const { createGateway } = await import('@/gateway/app');
const { addMonitor, openShop } = await import('@/tests/support/shop');
const gateway = createGateway();
const { merchant, merchantId } = await openShop();
const { key } = await addMonitor(merchantId);
const beatMs = String(Date.now());
const signedBeat = createHash('md5').update(`${beatMs}${key}`).digest('hex');

/** Never asked for before, so no process remembers that nobody has it. */
const unknownKey = () => randomUUID().replaceAll('-', '');

const get = (path: string) => gateway.fetch(new Request(`http://localhost${path}`));

async function create(params: Record<string, string>) {
  const request = new Request('http://localhost/api/cloudpay/create', {
    method: 'POST',
    body: new URLSearchParams(params),
  });
  const response = await gateway.fetch(request);
  return { status: response.status, code: ((await response.json()) as { code: number }).code };
}

test.each(['cut', 'silent'] as const)(
  'a database that is %s gives 503, and everything resumes',
  async (fault) => {
    const params = signedOrder(merchant, fault);
    expect(await create(params)).toEqual({ status: 200, code: 100 });

    wire.turn(fault);
    expect(await create(params)).toEqual({ status: 503, code: 199 });
    expect(await create({ ...params, appkey: unknownKey() })).toEqual({ status: 503, code: 199 });
    const query = await get(`/api/order/check?${new URLSearchParams({ ...params, appkey: unknownKey() })}`);
    expect([query.status, query.headers.get('retry-after')]).toEqual([503, '2']);
    const heart = await get(`/appHeart?${new URLSearchParams({ t: beatMs, sign: signedBeat })}`);
    expect([heart.status, await heart.json()]).toMatchObject([503, { code: -1 }]);
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toMatchObject([503, { parts: { database: 'away' } }]);
    expect((await get('/healthz')).status).toBe(200);

    wire.turn('open');
    await expect.poll(() => create(params), { timeout: 10_000 }).toEqual({ status: 200, code: 100 });
  },
);
