import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { changeAccount, removeAccount } from '@/lib/core/accounts';
import { openOrder } from '@/lib/core/allocation';
import {
  type ArrivalOutcome,
  arrivalSums,
  ignoreArrival,
  markDuplicate,
  matchArrival,
  recordArrival,
  settleArrival,
} from '@/lib/core/arrivals';
import { changeSettings } from '@/lib/core/merchants';
import { closeOrder, databaseTime, expireDueOrders, type OrderStatus, settleByHand } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { addAccount, openShop, order as place, type Shop } from '@/tests/support/shop';

/**
 * The life of an order against a model that says what every step must lead to. Nothing sleeps: time passes by moving
 * the rows of a run into the past. One merchant serves all runs, each run has its own account.
 */
const RUNS = 200;
const CHUNKS_MAX = 10;
const TTL_MS = 300_000;
const REST_MS = 600_000;
/** What was paid rests no longer than this, and what was closed within ten seconds not at all. */
const PAID_REST_MS = 120_000;
const UNPAYABLE_MS = 10_000;
const CLOCK_SLACK_MS = 60_000;
/** No step of a run comes this near to a moment at which something ends, so that real time decides nothing. */
const MARGIN_MS = 20_000;

/** For the amount that the order held first: in the time of that life, or now. */
type Earlier = 'first_in_time' | 'first_now';

type Step =
  | { do: 'place'; price: number }
  | { do: 'open' | 'again' | 'close' | 'settle'; at: number }
  | {
      do: 'arrive';
      at: number;
      how: 'now' | 'in_time' | 'a_fen_off' | 'clock_behind' | 'before_shown' | Earlier;
    }
  | { do: 'repeat' | 'ignore' | 'duplicate'; at: number }
  | { do: 'match'; at: number; order: number; isAccepted: boolean }
  | { do: 'wait'; minutes: number }
  | { do: 'sweep' }
  | { do: 'switch'; isOnline: boolean }
  | { do: 'policy'; latePolicy: 'hold' | 'settle' };

/** Counted from the newest, so that a step mostly meets what the steps before it made. */
const at = fc.nat({ max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('place'), price: fc.constantFrom(1_000, 1_001, 3) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('open'), at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('again'), at }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('arrive'),
      at,
      how: fc.constantFrom(
        ...(['now', 'now', 'in_time', 'a_fen_off', 'clock_behind', 'before_shown'] as const),
        ...(['first_in_time', 'first_now'] as const),
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('close', 'settle'), at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('repeat', 'ignore', 'duplicate'), at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('match'), at, order: at, isAccepted: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait'), minutes: fc.constantFrom(1, 4, 7, 18) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sweep') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('switch'), isOnline: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('policy'), latePolicy: fc.constantFrom('hold', 'settle') }),
  },
) as fc.Arbitrary<Step>;

interface Hold {
  readonly payable: number;
  readonly heldAt: number;
  releasedAt: number | null;
  restMs: number;
  /** The end of its life, once the order began another. */
  until: number | null;
}

interface ModelOrder {
  readonly id: number;
  readonly token: string;
  readonly outOrderId: string;
  readonly price: number;
  status: OrderStatus;
  paid: number | null;
  /** What a paid order asked. */
  paidDue: number | null;
  life: number;
  /** Milliseconds of the run's own clock, as are all times here. */
  expiresAt: number;
  reopenedAt: number;
  /** Oldest first. */
  holds: Hold[];
}

/** What the order holds, or held last in its present life. */
const present = ({ holds }: ModelOrder): Hold | undefined => holds.findLast(({ until }) => until === null);

interface ModelArrival {
  readonly id: number;
  readonly key: string;
  readonly amount: number;
  readonly paidAt: number;
  outcome: ArrivalOutcome;
  orderId: number | null;
}

const ALLOWED: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  created: ['created', 'pending', 'paid', 'expired', 'closed'],
  pending: ['pending', 'paid', 'expired', 'closed', 'created'],
  expired: ['expired', 'paid', 'created'],
  closed: ['closed', 'paid'],
  paid: ['paid'],
  refunded: ['refunded'],
};

let shop: Shop;
let count = 0;

/** One run: the real thing and what it must look like. */
class Life {
  orders: ModelOrder[] = [];
  arrivals: ModelArrival[] = [];
  isOnline = true;
  latePolicy: 'hold' | 'settle' = 'hold';
  /** How far the run's rows were moved into the past. */
  waited = 0;
  seen = new Map<number, OrderStatus>();
  /** What earlier runs left in the merchant's books. */
  before = { arrived: 0, paid: 0 };

  constructor(
    readonly accountId: number,
    readonly startedAt: number,
  ) {}

  get key() {
    return { merchantId: shop.merchantId, accountId: this.accountId };
  }

  /** The run's clock, read from the database. */
  async now(): Promise<number> {
    return (await databaseTime()).getTime() - this.startedAt + this.waited;
  }

  /** A moment of the run's clock as the database's. */
  moment(ms: number): Date {
    return new Date(ms + this.startedAt - this.waited);
  }

  release({ holds }: ModelOrder, now: number, restMs = REST_MS): void {
    for (const hold of holds) {
      if (hold.releasedAt !== null) continue;
      hold.releasedAt = now;
      hold.restMs = restMs;
    }
  }

  pay(one: ModelOrder, amount: number, now: number, due: number): void {
    one.status = 'paid';
    one.paid = amount;
    one.paidDue = due;
    this.release(one, now, PAID_REST_MS);
  }

  /** Whether money for its amount can still be told from money for another's. */
  isResting({ releasedAt }: Hold, now: number): boolean {
    return releasedAt === null || releasedAt + REST_MS > now;
  }

  /** Two fen of a hundred below the price, and one at least. */
  placesOf(price: number): number[] {
    const room = Math.max(1, Math.floor((price * 2) / 100));
    return Array.from({ length: room + 1 }, (_, off) => price - off).filter((amount) => amount > 0);
  }

  /** What nobody but its own order gets. */
  keptFor(other: ModelOrder | null, now: number): number[] {
    return this.orders
      .filter((one) => one !== other)
      .flatMap(({ holds }) => holds)
      .filter(({ releasedAt, restMs }) => releasedAt === null || releasedAt + restMs > now)
      .map(({ payable }) => payable);
  }

  /** The amount nearest to the price that the order may hold; undefined when there is none. */
  freeFor(one: ModelOrder | null, price: number, now: number): number | undefined {
    const kept = this.keptFor(one, now);
    return this.placesOf(price).find((amount) => !kept.includes(amount));
  }

  /** Near the end of an order's time or of an amount's rest, real milliseconds would decide. */
  async keepClear(): Promise<void> {
    const ends = this.orders.flatMap(({ expiresAt, holds }) => [
      expiresAt,
      ...holds.flatMap(({ releasedAt }) =>
        releasedAt === null ? [] : [releasedAt + REST_MS, releasedAt + PAID_REST_MS],
      ),
    ]);
    const now = await this.now();
    if (ends.some((end) => Math.abs(end - now) < MARGIN_MS)) await this.wait(2 * MARGIN_MS);
  }

  async wait(ms: number): Promise<void> {
    const back = sql()`make_interval(secs => ${ms / 1_000})`;
    const ids = this.orders.map(({ id }) => id);
    await sql()`
      with o as (
        update orders set created_at = created_at - ${back}, expires_at = expires_at - ${back},
          allocated_at = allocated_at - ${back}, ended_at = ended_at - ${back}, paid_at = paid_at - ${back},
          reopened_at = reopened_at - ${back}
        where merchant_id = ${shop.merchantId} and id = any(${ids})
      ), l as (
        update order_lives set expires_at = expires_at - ${back}
        where merchant_id = ${shop.merchantId} and order_id = any(${ids})
      ), h as (
        update allocations set held_at = held_at - ${back}, released_at = released_at - ${back}
        where account_id = ${this.accountId}
      )
      update arrivals set paid_at = paid_at - ${back} where merchant_id = ${shop.merchantId} and account_id = ${this.accountId}`;
    this.waited += ms;
  }

  /** Whom a payment belongs to, in the words of the design: the time paid and the exact amount, never a guess. */
  decide(amount: number, paidAt: number, now: number): { outcome: ArrivalOutcome; order: ModelOrder | null } {
    const holders = this.orders.filter(({ holds }) => holds.some(({ payable }) => payable === amount));
    // Where another held the amount too, no clock is forgiven.
    const slack = holders.length === 1 ? CLOCK_SLACK_MS : 0;
    const shown = (one: ModelOrder) =>
      one.holds.filter(({ payable, heldAt }) => payable === amount && heldAt - slack <= paidAt);
    const isInTime = (one: ModelOrder, hold: Hold) =>
      paidAt <= (hold.until ?? one.expiresAt) ||
      (hold.until !== null &&
        this.isResting(hold, now) &&
        one.reopenedAt - slack <= paidAt &&
        paidAt <= one.expiresAt);
    const owed = this.orders.filter(
      (one) =>
        ['created', 'pending', 'expired'].includes(one.status) &&
        shown(one).some((hold) => isInTime(one, hold)),
    );
    if (owed.length === 1 && owed[0] !== undefined) return { outcome: 'matched', order: owed[0] };
    if (owed.length > 1) return { outcome: 'unmatched', order: null };
    const ended = this.orders.filter(
      (one) => one.status !== 'paid' && shown(one).some((hold) => this.isResting(hold, now)),
    );
    const [only] = ended;
    if (only === undefined || ended.length > 1) return { outcome: 'unmatched', order: null };
    return { outcome: this.latePolicy === 'settle' ? 'matched' : 'late', order: only };
  }
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

const pick = <T>(list: readonly T[], index: number): T | undefined =>
  list.at(-1 - (index % Math.max(1, list.length)));

async function arrive(
  life: Life,
  one: ModelOrder,
  how: (Step & { do: 'arrive' })['how'],
  now: number,
): Promise<void> {
  const isFirst = how === 'first_in_time' || how === 'first_now';
  const hold = isFirst ? one.holds[0] : present(one);
  const due = hold?.payable ?? one.price;
  const heldAt = hold?.heldAt ?? now;
  const paidAt = {
    now,
    first_now: now,
    first_in_time: heldAt + 1_000,
    a_fen_off: now,
    in_time: heldAt + 1_000,
    clock_behind: heldAt - CLOCK_SLACK_MS / 2,
    before_shown: heldAt - 2 * CLOCK_SLACK_MS,
  }[how];
  const amount = how === 'a_fen_off' ? due + 1 : due;
  count += 1;
  const key = `life-${count}`;
  const { arrivalId } = await recordArrival(reported(life, key, amount, paidAt));
  const { outcome } = await matchArrival({ merchantId: shop.merchantId, arrivalId });
  const expected = life.decide(amount, paidAt, now);
  expect(outcome).toBe(expected.outcome);
  if (expected.outcome === 'matched' && expected.order !== null)
    life.pay(expected.order, amount, now, amount);
  const orderId = expected.outcome === 'matched' ? (expected.order?.id ?? null) : null;
  life.arrivals.push({ id: arrivalId, key, amount, paidAt, outcome, orderId });
}

function reported(life: Life, dedupeKey: string, amount: number, paidAt: number) {
  return {
    merchantId: shop.merchantId,
    mode: 'live' as const,
    type: 'alipay' as const,
    accountId: life.accountId,
    monitorId: null,
    source: 'model',
    dedupeKey,
    amount: fen(amount),
    paidAt: life.moment(paidAt),
    raw: {},
  };
}

async function open(life: Life, one: ModelOrder, now: number): Promise<void> {
  const isOver = now >= one.expiresAt;
  const free = life.freeFor(one, one.price, now);
  const code = await codeOf(openOrder({ token: one.token, payerIp: 'unknown', device: 'pc' }));
  if (one.status !== 'created' || isOver) return expect(code).toBe('done');
  if (!life.isOnline) return expect(code).toBe('collection.no_channel');
  if (free === undefined) return expect(code).toBe('collection.amounts_taken');
  expect(code).toBe('done');
  one.status = 'pending';
  one.holds.push({ payable: free, heldAt: now, releasedAt: null, restMs: REST_MS, until: null });
}

function expire(life: Life, one: ModelOrder, now: number): void {
  if ((one.status !== 'created' && one.status !== 'pending') || one.expiresAt > now) return;
  one.status = 'expired';
  life.release(one, now);
}

/** The same reference, asked for again. */
async function again(life: Life, one: ModelOrder, now: number): Promise<void> {
  const code = await codeOf(place(shop, one.price, one.outOrderId).then(({ id }) => expect(id).toBe(one.id)));
  expire(life, one, now);
  if (one.status === 'closed') return expect(code).toBe('order.reference_closed');
  if (one.status !== 'expired') return expect(code).toBe('done');
  if (!life.isOnline) return expect(code).toBe('collection.no_channel');
  if (life.freeFor(one, one.price, now) === undefined) return expect(code).toBe('collection.amounts_taken');
  expect(code).toBe('done');
  for (const hold of one.holds) hold.until ??= one.expiresAt;
  one.status = 'created';
  one.life += 1;
  one.expiresAt = now + TTL_MS;
  one.reopenedAt = now;
}

/** What a person compares an amount with. */
function dueOf(one: ModelOrder): number {
  return one.status === 'paid' ? (one.paidDue ?? one.price) : (present(one)?.payable ?? one.price);
}

async function match(
  life: Life,
  seen: ModelArrival,
  one: ModelOrder,
  isAmountAccepted: boolean,
  now: number,
): Promise<void> {
  const by = { merchantId: shop.merchantId, actor: 'user:1', reason: 'model' };
  const code = await codeOf(settleArrival({ ...by, arrivalId: seen.id, orderId: one.id, isAmountAccepted }));
  if (seen.outcome === 'matched') return expect(code).toBe('arrival.state_forbids');
  if (!isAmountAccepted && seen.amount !== dueOf(one)) {
    return expect(code).toBe('arrival.amount_differs');
  }
  if (one.status === 'paid') return expect(code).toBe('order.state_forbids');
  expect(code).toBe('done');
  life.pay(one, seen.amount, now, dueOf(one));
  seen.outcome = 'matched';
  seen.orderId = one.id;
}

async function act(life: Life, one: Step): Promise<void> {
  const { merchantId } = shop;
  const now = await life.now();
  const found = 'at' in one ? pick(life.orders, one.at) : undefined;
  const seen = 'at' in one ? pick(life.arrivals, one.at) : undefined;
  const by = { merchantId, actor: 'user:1', reason: 'model' };
  switch (one.do) {
    case 'place': {
      const code = codeOf(
        place(shop, one.price).then(({ id, token, outOrderId }) => {
          const expiresAt = now + TTL_MS;
          const parts = { id, token, outOrderId, price: one.price, status: 'created' as const, paid: null };
          life.orders.push({ ...parts, life: 1, expiresAt, reopenedAt: 0, paidDue: null, holds: [] });
        }),
      );
      const isFull = life.freeFor(null, one.price, now) === undefined;
      const refusal = life.isOnline ? 'collection.amounts_taken' : 'collection.no_channel';
      return expect(await code).toBe(life.isOnline && !isFull ? 'done' : refusal);
    }
    case 'open':
      return found === undefined ? undefined : open(life, found, now);
    case 'again':
      return found === undefined ? undefined : again(life, found, now);
    case 'arrive':
      return found === undefined ? undefined : arrive(life, found, one.how, now);
    case 'close': {
      if (found === undefined) return;
      const isWaiting = found.status === 'created' || found.status === 'pending';
      const isOpen = isWaiting && found.expiresAt > now;
      const code = await codeOf(closeOrder({ ...by, orderId: found.id }));
      expect(code).toBe(isOpen ? 'done' : 'order.state_forbids');
      if (!isOpen) return;
      found.status = 'closed';
      const hold = present(found);
      const isAtOnce = hold !== undefined && now - hold.heldAt < UNPAYABLE_MS;
      return life.release(found, now, isAtOnce ? 0 : REST_MS);
    }
    case 'settle': {
      if (found === undefined) return;
      const code = await codeOf(settleByHand({ ...by, orderId: found.id, amount: fen(found.price) }));
      expect(code).toBe(found.status === 'paid' ? 'order.state_forbids' : 'done');
      if (found.status !== 'paid') life.pay(found, found.price, now, dueOf(found));
      return;
    }
    case 'repeat': {
      if (seen === undefined) return;
      const again = await recordArrival(reported(life, seen.key, seen.amount, seen.paidAt));
      expect(again).toEqual({ arrivalId: seen.id, isRepeat: true });
      const { outcome } = await matchArrival({ merchantId, arrivalId: seen.id });
      return expect(outcome).toBe(seen.outcome);
    }
    case 'ignore':
    case 'duplicate': {
      if (seen === undefined) return;
      const isWaiting = seen.outcome === 'unmatched' || seen.outcome === 'late';
      const verb = one.do === 'ignore' ? ignoreArrival : markDuplicate;
      expect(await codeOf(verb({ ...by, arrivalId: seen.id }))).toBe(
        isWaiting ? 'done' : 'arrival.state_forbids',
      );
      if (isWaiting) seen.outcome = one.do === 'ignore' ? 'ignored' : 'duplicate';
      return;
    }
    case 'match': {
      const target = pick(life.orders, one.order);
      if (seen === undefined || target === undefined) return;
      return match(life, seen, target, one.isAccepted, now);
    }
    case 'wait':
      return life.wait(one.minutes * 60_000);
    case 'sweep': {
      await expireDueOrders({ limit: 1_000 });
      for (const due of life.orders) expire(life, due, now);
      return;
    }
    case 'switch':
      life.isOnline = one.isOnline;
      return changeAccount({ ...life.key, onlineSwitch: one.isOnline ? 'on' : 'off' });
    case 'policy':
      life.latePolicy = one.latePolicy;
      await changeSettings(merchantId, { latePolicy: one.latePolicy });
  }
}

async function checkOrders(life: Life): Promise<void> {
  const { merchantId } = shop;
  const ids = life.orders.map(({ id }) => id);
  const rows = await sql()<
    {
      id: number;
      status: OrderStatus;
      life: number;
      paidFen: number | null;
      callbacks: number;
      settling: number;
      held: number;
    }[]
  >`
    select o.id, o.status, o.life, o.paid_fen,
      (select count(*) from callbacks c where c.merchant_id = o.merchant_id and c.order_id = o.id) as callbacks,
      (select count(*) from arrivals a where a.merchant_id = o.merchant_id and a.order_id = o.id
        and a.outcome = 'matched') as settling,
      (select count(*) from allocations h where h.order_id = o.id and h.released_at is null) as held
    from orders o where o.merchant_id = ${merchantId} and o.id = any(${ids}) order by o.id`;
  const settledBy = (id: number) => life.arrivals.filter(({ orderId }) => orderId === id).length;
  expect(rows).toEqual(
    [...life.orders]
      .sort((a, b) => a.id - b.id)
      .map(({ id, status, life: lives, paid }) => ({
        id,
        status,
        life: lives,
        paidFen: paid,
        // Exactly one piece of news for a paid order, none for any other; its amount is held exactly while it waits.
        callbacks: status === 'paid' ? 1 : 0,
        settling: settledBy(id),
        held: status === 'pending' ? 1 : 0,
      })),
  );
  for (const { id, status, settling } of rows) {
    expect(settling).toBeLessThanOrEqual(1);
    expect(ALLOWED[life.seen.get(id) ?? 'created']).toContain(status);
    life.seen.set(id, status);
  }
}

async function checkBooks(life: Life): Promise<void> {
  const { merchantId } = shop;
  const [{ rows, total }, [books]] = await Promise.all([
    arrivalSums({ merchantId, mode: 'live' }),
    sql()<{ balance: number; paid: number; twins: number }[]>`
      select
        (select coalesce(sum(case when to_book = 'balance' then amount_fen else -amount_fen end), 0)::bigint
          from transfers where merchant_id = ${merchantId} and mode = 'live' and 'balance' in (to_book, from_book)) as balance,
        (select coalesce(sum(paid_fen), 0)::bigint from orders where merchant_id = ${merchantId} and status = 'paid') as paid,
        (select count(*) from (select 1 from allocations where merchant_id = ${merchantId} and released_at is null
          group by account_id, payable_fen having count(*) > 1) twin) as twins`,
  ]);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  expect(sum(rows.map((row) => row.sum))).toBe(total.sum);
  expect(total.sum).toBe(life.before.arrived + sum(life.arrivals.map(({ amount }) => amount)));
  expect(books).toEqual({
    balance: books?.paid,
    paid: life.before.paid + sum(life.orders.map(({ paid }) => paid ?? 0)),
    twins: 0,
  });
}

let books = { arrived: 0, paid: 0 };

async function live(steps: readonly Step[]): Promise<void> {
  const { accountId } = await addAccount(shop.merchantId);
  const life = new Life(accountId, (await databaseTime()).getTime());
  life.before = books;
  try {
    for (const one of steps) {
      await life.keepClear();
      await act(life, one);
      await checkOrders(life);
      await checkBooks(life);
    }
  } finally {
    // What is left behind belongs to no other run.
    await removeAccount(life.key);
    await changeSettings(shop.merchantId, { latePolicy: 'hold' });
    const [{ total }, [row]] = await Promise.all([
      arrivalSums({ merchantId: shop.merchantId, mode: 'live' }),
      sql()<{ paid: number }[]>`select coalesce(sum(paid_fen), 0)::bigint as paid from orders
        where merchant_id = ${shop.merchantId} and status = 'paid'`,
    ]);
    books = { arrived: total.sum, paid: row?.paid ?? 0 };
  }
}

beforeAll(async () => {
  shop = await openShop();
  await removeAccount(shop);
});

/** Beside single steps some that belong together, so that the runs also get to what is late. */
const newest = 0;
const chunk = fc.oneof(
  { weight: 6, arbitrary: step.map((one) => [one]) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(1_000, 1_001).map((price): Step[] => [
      { do: 'place', price },
      { do: 'open', at: newest },
    ]),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(1, 4, 7)
      .map((minutes): Step[] => [
        { do: 'wait', minutes: 7 },
        { do: 'sweep' },
        { do: 'wait', minutes },
        { do: 'arrive', at: newest, how: 'now' },
      ]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(7, 18),
        fc.constantFrom<(Step & { do: 'arrive' })['how']>('first_in_time', 'first_now', 'now'),
      )
      .map(([minutes, how]): Step[] => [
        { do: 'wait', minutes },
        { do: 'again', at: newest },
        { do: 'open', at: newest },
        { do: 'arrive', at: newest, how },
      ]),
  },
);
const steps = fc
  .array(chunk, { minLength: 1, maxLength: CHUNKS_MAX, size: 'max' })
  .map((chunks) => chunks.flat());

const shown: Step[] = [
  { do: 'place', price: 1_000 },
  { do: 'open', at: newest },
];
const stray: Step[] = [...shown, { do: 'arrive', at: newest, how: 'a_fen_off' }];
const pressed: Step[] = [
  { do: 'wait', minutes: 7 },
  { do: 'again', at: newest },
  { do: 'open', at: newest },
];
/** Runs that are made whatever chance says: together they meet every outcome and every end. */
const examples: [Step[]][] = [
  [shown.slice(0, 1)],
  [shown],
  [[...shown, { do: 'arrive', at: newest, how: 'now' }]],
  [[...shown, { do: 'close', at: newest }]],
  [
    [
      ...shown,
      { do: 'wait', minutes: 7 },
      { do: 'sweep' },
      { do: 'wait', minutes: 1 },
      { do: 'arrive', at: newest, how: 'now' },
    ],
  ],
  [
    [
      ...shown,
      ...pressed,
      { do: 'arrive', at: newest, how: 'first_in_time' },
      { do: 'arrive', at: newest, how: 'now' },
    ],
  ],
  [[...shown, ...pressed, { do: 'arrive', at: newest, how: 'first_now' }]],
  [[...shown, ...pressed, ...pressed, { do: 'arrive', at: newest, how: 'now' }]],
  [stray],
  [[...stray, { do: 'ignore', at: newest }]],
  [[...stray, { do: 'duplicate', at: newest }]],
];

test('an order’s life knows no other ends than its model, and the books always agree', {
  timeout: 240_000,
}, async () => {
  await fc.assert(fc.asyncProperty(steps, live), { numRuns: RUNS, examples });
});

test('the runs above met every outcome of a payment and every end of an order', async () => {
  const { merchantId } = shop;
  const rows = await sql()<{ kind: string }[]>`
    select distinct coalesce(outcome, 'undecided') as kind from arrivals where merchant_id = ${merchantId}
    union all
    select distinct 'order ' || status from orders where merchant_id = ${merchantId}`;
  const wanted = ['matched', 'late', 'unmatched', 'duplicate', 'ignored'];
  const states = ['created', 'pending', 'paid', 'expired', 'closed'].map((state) => `order ${state}`);
  expect(rows.map(({ kind }) => kind).sort()).toEqual([...wanted, ...states].sort());
});
