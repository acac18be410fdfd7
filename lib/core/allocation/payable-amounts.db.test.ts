import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { chooseAccount } from '@/lib/core/allocation/choose-account';
import { insertAllocation, lockAccount } from '@/lib/core/allocation/hold-store';
import { payableAmounts } from '@/lib/core/allocation/payable-amounts';
import { type Fen, fen } from '@/lib/platform/money';
import { prices as price, amountSettings as settings } from '@/tests/support/amounts';
import { addAccount, openShop, type Shop } from '@/tests/support/shop';

test('the database and the settings page mean the same amounts', async () => {
  const cases = fc.sample(fc.tuple(price, settings), 4_000);
  const rows = await sql()<{ near: Fen[]; overflow: Fen[] }[]>`
    select coalesce(array_agg(p.amount order by p.ordinality) filter (where not p.is_overflow), '{}') as near,
      coalesce(array_agg(p.amount order by p.ordinality) filter (where p.is_overflow), '{}') as overflow
    from unnest(${cases.map(([asked]) => asked)}::bigint[], ${cases.map(([, one]) => one.amountDirection)}::text[],
      ${cases.map(([, one]) => one.amountSpreadFen)}::int[], ${cases.map(([, one]) => one.amountSpreadPercent)}::int[])
      with ordinality as c (price, direction, spread, percent, n)
    cross join lateral payable_amounts(c.price, c.direction, c.spread, c.percent) with ordinality as p
    group by c.n order by c.n`;
  expect(rows).toHaveLength(cases.length);
  for (const [index, [asked, given]] of cases.entries()) {
    expect({ near: [...(rows[index]?.near ?? [])], overflow: [...(rows[index]?.overflow ?? [])] }).toEqual(
      payableAmounts(asked, given),
    );
  }
});

class Undone extends Error {}

/** What a transaction answered that was rolled back. */
async function undone<T>(work: (tx: Parameters<Parameters<typeof inTransaction>[0]>[0]) => Promise<T>) {
  const answers: T[] = [];
  await inTransaction(async (tx) => {
    answers.push(await work(tx));
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return answers[0] as T;
}

let shop: Shop;
let accounts: number[];
let orders: number[];
beforeAll(async () => {
  shop = await openShop();
  accounts = [shop.accountId, (await addAccount(shop.merchantId)).accountId];
  const rows = await sql()<{ id: number }[]>`
    insert into orders (merchant_id, mode, dialect, out_order_id, type, title, price_fen, attachment, token, expires_at)
    select ${shop.merchantId}, 'live', 'cloudpay', ${randomUUID()} || n, 'alipay', 'goods', 100, '', ${randomUUID()} || n, now()
    from generate_series(1, 60) n returning id`;
  orders = rows.map(({ id }) => id);
});

/** `held`, resting for a late payer, rested long enough, free at once after a payment, or resting for the order itself. */
const KINDS = ['held', 'resting', 'rested', 'unpayable', 'own'] as const;
const taken = fc.array(
  fc.record({
    account: fc.nat({ max: 1 }),
    offset: fc.integer({ min: -4, max: 4 }),
    kind: fc.constantFrom(...KINDS),
  }),
  { maxLength: 20 },
);

test('choosing, holding and placing agree with the amounts on every set of taken ones', async () => {
  const small = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 90, max: 210 })).map(fen);
  const { merchantId } = shop;
  const [own = 0] = orders;
  await fc.assert(
    fc.asyncProperty(small, settings, taken, async (asked, given, all) => {
      const kept = all.filter(
        (one, index) =>
          asked + one.offset > 0 &&
          all.findIndex(({ account, offset }) => account === one.account && offset === one.offset) === index,
      );
      const isTaken = (accountId: number, amount: number) =>
        kept.some(
          ({ account, offset, kind }) =>
            accounts[account] === accountId &&
            asked + offset === amount &&
            (kind === 'held' || kind === 'resting'),
        );
      const { near, overflow } = payableAmounts(asked, given);
      const free = (amounts: readonly Fen[], id: number) => amounts.find((amount) => !isTaken(id, amount));
      const side = accounts.some((id) => free(near, id) !== undefined) ? near : overflow;
      const roomy = accounts.filter((id) => free([...near, ...overflow], id) !== undefined);
      const found = await undone(async (tx) => {
        await tx`
          update merchants set amount_direction = ${given.amountDirection}, amount_spread_fen = ${given.amountSpreadFen},
            amount_spread_percent = ${given.amountSpreadPercent} where id = ${merchantId}`;
        for (const [index, { account, offset, kind }] of kept.entries()) {
          await tx`
            insert into allocations (merchant_id, account_id, order_id, payable_fen, released_at, rest_seconds_max)
            select ${merchantId}, ${accounts[account] ?? 0}, ${kind === 'own' ? own : (orders[index + 1] ?? 0)}, ${asked + offset},
              case when ${kind} = 'held' then null else now() - make_interval(secs => ${kind === 'rested' ? 601 : 30}) end,
              case when ${kind} = 'unpayable' then 0 end`;
        }
        const nobody = { region: null, productId: null, visitor: null, contact: null };
        const ask = {
          merchantId,
          mode: 'live' as const,
          type: 'alipay' as const,
          orderId: own,
          life: 1,
          price: asked,
          ...nobody,
        };
        const choice = await chooseAccount(tx, ask);
        const rooms = await tx<{ id: number }[]>`
          select id from accounts_with_room(${merchantId}::bigint, 'live', array['alipay'], ${asked}::bigint, ${own}::bigint) as id`;
        const { accountId, isOverflow } = choice;
        if (accountId === null) return { choice, rooms, payable: null };
        await lockAccount(tx, ask, accountId);
        return { choice, rooms, ...(await insertAllocation(tx, ask, { accountId, isOverflow })) };
      });
      expect(found.rooms.map(({ id }) => id).sort()).toEqual([...roomy].sort());
      const { accountId, isOverflow, isServable } = found.choice;
      expect(isServable).toBe(true);
      if (accountId === null) {
        expect(roomy).toEqual([]);
        return;
      }
      expect(isOverflow).toBe(side === overflow);
      expect(found.payable).toBe(free(side, accountId));
    }),
    { numRuns: 600 },
  );
}, 240_000);
