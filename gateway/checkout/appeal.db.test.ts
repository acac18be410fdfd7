import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { answerAppeal, listAppeals } from '@/lib/core/arrivals';
import { expireDueOrders, findOrder, type Order } from '@/lib/core/orders';
import { open, openShop, order, type Shop } from '@/tests/support/shop';

const gateway = createGateway();

function get(path: string): Promise<Response> {
  return Promise.resolve(gateway.fetch(new Request(`http://localhost${path}`)));
}

function post(placed: Order, fields: Record<string, string> = {}, more = ''): Promise<Response> {
  const body = new URLSearchParams({ amount: '10.00', paid_at: now(), payer: '李四 8842', ...fields });
  const path = `http://localhost/pay/appeal?id=${placed.token}${more}`;
  return Promise.resolve(gateway.fetch(new Request(path, { method: 'POST', body })));
}

/** This minute in China, as the form holds it. */
function now(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16);
}

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ amountSpreadPercent: 50 });
});

async function expired(): Promise<Order> {
  const placed = await open(await order(shop, 1_000));
  await sql()`update orders set expires_at = now() - interval '1 second' where id = ${placed.id}`;
  await expireDueOrders({ limit: 1_000 });
  return placed;
}

async function appealsOf(placed: Order) {
  const { rows } = await listAppeals({
    merchantId: shop.merchantId,
    mode: 'live',
    isOpen: true,
    page: 1,
    pageSize: 100,
  });
  return rows.filter(({ orderId }) => orderId === placed.id);
}

describe('the form', () => {
  test('is reached from the expired page and from the page that waits', async () => {
    const waiting = await open(await order(shop, 1_100));
    for (const placed of [waiting, await expired()]) {
      const page = await (await get(`/pay/api?id=${placed.token}`)).text();
      expect(page).toContain(`href="/pay/appeal?id=${placed.token}"`);
    }
  });

  test('offers the amount that was due and the present minute in China', async () => {
    const placed = await expired();
    const page = await (await get(`/pay/appeal?id=${placed.token}`)).text();
    expect(page).toContain(`value="${((placed.payable ?? 0) / 100).toFixed(2)}"`);
    expect(page).toContain(`value="${now().slice(0, 15)}`);
    expect(page).toContain('<form class="ask" method="post"');
  });

  test('speaks English when asked to, and keeps doing so on the next page', async () => {
    const placed = await expired();
    expect(await (await get(`/pay/appeal?id=${placed.token}&lang=en`)).text()).toContain('I have paid');
    const sent = await post(placed, {}, '&lang=en');
    expect(sent.headers.get('location')).toMatch(/lang=en/);
  });

  test('opens an appeal by a plain POST and leads to the page that follows it; nothing is settled', async () => {
    const placed = await expired();
    const sent = await post(placed);
    expect(sent.status).toBe(303);
    const location = sent.headers.get('location') ?? '';
    expect(location).toMatch(/^\/pay\/appeal\?ticket=[A-Za-z0-9_-]{22}$/);
    expect(await appealsOf(placed)).toMatchObject([{ amount: 1_000, payer: '李四 8842', status: 'open' }]);
    expect((await findOrder({ merchantId: shop.merchantId, orderId: placed.id }))?.status).toBe('expired');
    expect((await post(placed)).headers.get('location')).toBe(location);
    expect((await get(`/pay/appeal?id=${placed.token}`)).headers.get('location')).toBe(location);
    expect(await appealsOf(placed)).toHaveLength(1);
  });

  test.each([
    [{ amount: '' }, 'amount'],
    [{ amount: '0' }, 'amount'],
    [{ amount: '1.001' }, 'amount'],
    [{ paid_at: 'yesterday' }, 'paid_at'],
    [{ paid_at: '2020-01-01T00:00' }, 'paid_at'],
    [{ payer: '长'.repeat(41) }, 'payer'],
  ])('with %j is drawn again, saying so at the field', async (fields, name) => {
    const placed = await expired();
    const answer = await post(placed, fields);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(`id="${name}-fault"`);
    expect(page.match(/aria-invalid/g)).toHaveLength(1);
    expect(await appealsOf(placed)).toEqual([]);
  });

  test('answers whatever its fields hold in its own words, and settles nothing', async () => {
    const placed = await expired();
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.constantFrom(
        '\u0000',
        '\ud800',
        "';--",
        '<script>x</script>',
        '9'.repeat(40),
        '-1',
        '1e9',
        '٣',
        '0x10',
      ),
    );
    const or = (right: string) =>
      fc.oneof({ weight: 1, arbitrary: fc.constant(right) }, { weight: 3, arbitrary: odd });
    const minute = fc.oneof(
      or(now()),
      fc.constantFrom('0000-00-00T00:00', '9999-12-31T23:59', '2026-02-31T10:00'),
    );
    const fields = fc.record(
      { amount: or('10.00'), paid_at: minute, payer: or('李四') },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fields, async (typed) => {
        const body = new URLSearchParams(Object.entries(typed));
        const path = `http://localhost/pay/appeal?id=${placed.token}`;
        const answer = await gateway.fetch(new Request(path, { method: 'POST', body }));
        expect([303, 422, 429]).toContain(answer.status);
        expect(await answer.text()).not.toContain('<script>x');
        // The next one is to be read as well.
        if (answer.status === 303) await sql()`delete from appeals where order_id = ${placed.id}`;
      }),
      { numRuns: 300 },
    );
    expect((await findOrder({ merchantId: shop.merchantId, orderId: placed.id }))?.status).toBe('expired');
  });

  test('escapes what was typed', async () => {
    const page = await (await post(await expired(), { amount: '"><script>alert(1)</script>' })).text();
    expect(page).not.toContain('<script>alert');
  });

  test('of an unknown order is not found, and of a paid one leads back to its page', async () => {
    expect((await get('/pay/appeal?id=AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
    expect((await get('/pay/appeal')).status).toBe(404);
    const placed = await expired();
    await sql()`update orders set status = 'paid', paid_fen = 1000, paid_at = now() where id = ${placed.id}`;
    expect((await get(`/pay/appeal?id=${placed.token}`)).headers.get('location')).toBe(
      `/pay/api?id=${placed.token}`,
    );
  });

  test('is refused when one address sends it too often, in words', async () => {
    const answers: Response[] = [];
    for (let count = 0; count < 25; count += 1) answers.push(await post(await expired()));
    const refused = answers.at(-1);
    expect(refused?.status).toBe(429);
    expect(await refused?.text()).toContain('role="alert"');
  });
});

describe('the page of a ticket', () => {
  async function openTicket() {
    const placed = await expired();
    await sql()`insert into appeals (merchant_id, order_id, ticket, amount_fen, paid_at, payer)
      values (${shop.merchantId}, ${placed.id}, ${`t${placed.token}`}, 1000, now(), '<b>x</b>')`;
    const [row] = await appealsOf(placed);
    const read = async () => (await get(`/pay/appeal?ticket=t${placed.token}`)).text();
    return { placed, appealId: row?.id ?? 0, read };
  }

  test('follows its order while it waits, also without script, and escapes the buyer’s words', async () => {
    const { placed, read } = await openTicket();
    const page = await read();
    expect(page).toContain('data-state="appeal_open"');
    expect(page).toContain(`data-id="${placed.token}"`);
    expect(page).toContain('http-equiv="refresh"');
    expect(page).toContain('&lt;b&gt;x&lt;/b&gt;');
  });

  test('shows a rejection with the merchant’s reply and a way to send again', async () => {
    const { placed, appealId, read } = await openTicket();
    const { merchantId } = shop;
    await answerAppeal({
      merchantId,
      appealId,
      verdict: 'rejected',
      reply: '<i>没查到</i>',
      actor: 'user:1',
    });
    const page = await read();
    expect(page).toContain('data-state="appeal_rejected"');
    expect(page).toContain('&lt;i&gt;没查到&lt;/i&gt;');
    expect(page).toContain(`href="/pay/appeal?id=${placed.token}"`);
    expect(page).not.toContain('http-equiv="refresh"');
  });

  test('shows an acceptance with the way to the receipt, however the order came to be paid', async () => {
    const [accepted, settled] = [await openTicket(), await openTicket()];
    const { merchantId } = shop;
    await answerAppeal({
      merchantId,
      appealId: accepted.appealId,
      verdict: 'accepted',
      reply: '',
      actor: 'user:1',
    });
    await sql()`update orders set status = 'paid', paid_fen = 1000, paid_at = now() where id = ${settled.placed.id}`;
    for (const { placed, read } of [accepted, settled]) {
      const page = await read();
      expect(page).toContain('data-state="appeal_accepted"');
      expect(page).toContain(`href="/pay/api?id=${placed.token}&amp;stay=1"`);
    }
  });

  test('of a ticket that nobody was given is not found', async () => {
    expect((await get('/pay/appeal?ticket=BBBBBBBBBBBBBBBBBBBBBB')).status).toBe(404);
  });
});
