import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  callbackFields,
  isCallbackSigned,
  type MerchantSite,
  openMerchantSite,
  readCheckout,
} from '@/tests/support/merchant-site';
import { type Product, startProduct } from '@/tests/support/product';

const ORDERS = 200;
const VICTIMS = ['gateway', 'worker', 'postgres'] as const;

let product: Product;
let site: MerchantSite;

beforeAll(async () => {
  product = await startProduct();
  site = await openMerchantSite(product, ['--order-ttl', '3600']);
});

afterAll(async () => {
  await site?.close();
  await product?.discard();
});

/** What a client does whose server went away: it asks again, the same question. */
async function persist<T>(ask: () => Promise<T>, isAnswered: (answer: T) => boolean): Promise<T> {
  const until = Date.now() + 90_000;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined && isAnswered(answer)) return answer;
    if (Date.now() > until) throw new Error('no answer within 90 s');
    // A pause between questions, as a client's back-off; nothing is concluded from it.
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

async function payOne(index: number): Promise<string> {
  const reference = `crash-${index}`;
  // Prices lie far apart, so that each order can be recognised by its amount.
  const price = `${index + 1}.00`;
  const placed = await persist(
    () => site.cloudpay({ out_order_id: reference, price, custom: String(index) }),
    ({ code }) => code === 100,
  );
  const page = await persist(
    () => readCheckout(placed.data.pay_url),
    ({ code, data }) => code === 100 && data?.status === 'pending',
  );
  const reportedAtMs = Date.now();
  // The phone repeats its report until it is told 成功; the report is the same each time.
  await persist(
    () => site.push(page.data.realprice, reportedAtMs),
    ({ code }) => code === 1,
  );
  return reference;
}

/** Kills a process each time another fifteen orders have been paid, in turn. */
async function killAlong(paidCount: () => number, isOver: () => boolean): Promise<number> {
  let kills = 0;
  while (!isOver()) {
    if (paidCount() >= (kills + 1) * 15) {
      const victim = VICTIMS[kills % VICTIMS.length] ?? 'gateway';
      const pid = product.pids()[victim];
      if (pid > 0) {
        try {
          process.kill(pid, 'SIGKILL');
          kills += 1;
        } catch {
          // It is between two lives; the next round meets it again.
        }
      }
    }
    await new Promise((resume) => setTimeout(resume, 20));
  }
  return kills;
}

test('kill -9 of gateway, worker and PostgreSQL amid 200 orders loses no payment and makes no second callback id', async () => {
  const paid: string[] = [];
  let isOver = false;
  const killing = killAlong(
    () => paid.length,
    () => isOver,
  );
  const heart = setInterval(() => void site.beat().catch(() => undefined), 1_000);
  await persist(site.beat, ({ code }) => code === 1);
  const queue = Array.from({ length: ORDERS }, (_, index) => index);
  const payer = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift())
      paid.push(await payOne(index));
  };
  await Promise.all(Array.from({ length: 8 }, payer));
  isOver = true;
  expect(await killing).toBeGreaterThanOrEqual(9);
  clearInterval(heart);

  const references = () =>
    new Set(site.receiver.requests.map((request) => callbackFields(request).get('out_order_id')));
  await site.receiver.waitFor(1, () => references().size === ORDERS, 90_000);
  for (const request of site.receiver.requests)
    expect(isCallbackSigned(site, callbackFields(request))).toBe(true);

  const idsOf = new Map<string, Set<unknown>>();
  for (const request of site.receiver.requests) {
    const reference = callbackFields(request).get('out_order_id') ?? '';
    idsOf.set(reference, (idsOf.get(reference) ?? new Set()).add(request.headers['webhook-id']));
  }
  expect([...idsOf.values()].every((ids) => ids.size === 1)).toBe(true);

  const database = postgres(product.databaseUrl, { max: 1 });
  const [sums] = await database`
    select count(*)::int as orders, (count(*) filter (where status = 'paid'))::int as paid,
      (select count(*) from callbacks)::int as callbacks,
      (select count(*) from arrivals where outcome = 'matched')::int as matched,
      (select count(*) from arrivals where outcome is distinct from 'matched')::int as others,
      (select count(*) from allocations where released_at is null)::int as held
    from orders`;
  await database.end();
  expect(sums).toEqual({
    orders: ORDERS,
    paid: ORDERS,
    callbacks: ORDERS,
    matched: ORDERS,
    others: 0,
    held: 0,
  });
});
