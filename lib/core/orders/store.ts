import { sql } from '@/db/client';
import { listen } from '@/db/listen';
import type { Queries } from '@/db/transaction';
import type { Order, OrderStatus } from '@/lib/core/orders/order';
import { type DialectId, type Mode, ORDER_CHANNEL, type PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export type OrderRow = Omit<Order, 'price' | 'payable' | 'paid' | 'refunded'> & {
  priceFen: Fen;
  payableFen: Fen | null;
  paidFen: Fen | null;
  refundedFen: Fen;
  /** By the database's clock; who has just moved the order to its state, or looked at its deadline, need not ask. */
  statusNow?: OrderStatus | null;
};

/** An order whose time is over is expired for everybody who reads it, also before the sweep has come by. */
export function toOrder(row: OrderRow): Order {
  const { priceFen, payableFen, paidFen, refundedFen, statusNow, ...rest } = row;
  const status = statusNow ?? rest.status;
  const endedAt = status === rest.status ? rest.endedAt : rest.expiresAt;
  return {
    ...rest,
    status,
    endedAt,
    price: priceFen,
    payable: payableFen,
    paid: paidFen,
    refunded: refundedFen,
  };
}

export interface NewOrder {
  merchantId: number;
  mode: Mode;
  dialect: DialectId;
  outOrderId: string;
  type: PayType | null;
  choices: readonly PayType[];
  title: string;
  price: Fen;
  attachment: string;
  linkId: number | null;
  isTold: boolean;
  token: string;
  notifyUrl: string | null;
  returnUrl: string | null;
  ttlSeconds: number;
  /** Null for a dialect whose signature reads in one way only. */
  pinDigest: Buffer | null;
  pinMeaning: Buffer | null;
}

/** An ended order keeps its reference this long from everything but what it was placed for. */
export const REFERENCE_KEPT_DAYS = 10;

/** What a statement that places an order found. */
export interface Placing {
  /** Null: no account is online and has room, another connection is at the same reference just now, or see isMisread. */
  readonly order: Order | null;
  /** The signed text was seen before and meant something else. */
  readonly isMisread: boolean;
  /** The signed text is remembered with this meaning, or there is none. */
  readonly isPinned: boolean;
  /** It ended unpaid so long ago that something else may have its reference. */
  readonly isReferenceFree: boolean;
}

type PlacingRow = Omit<Placing, 'order'> & (OrderRow | { id: null });

function toPlacing(row: PlacingRow | undefined): Placing {
  if (row === undefined) throw new Error('placing an order answered nothing');
  const { isMisread, isPinned, isReferenceFree, ...order } = row;
  return { isMisread, isPinned, isReferenceFree, order: order.id === null ? null : toOrder(order) };
}

/** The order `found` as it is by now, and whether something else may have its reference. */
const foundColumns = () => sql()`
  found.*, status_now(found.status, found.expires_at), coalesce(found.status in ('expired', 'closed')
    and coalesce(found.ended_at, found.expires_at) < now() - make_interval(days => ${REFERENCE_KEPT_DAYS}::int), false)
    as is_reference_free`;

export type Pinned = Pick<NewOrder, 'merchantId' | 'pinDigest' | 'pinMeaning'>;

/** Whether the signed text was seen before, and with this meaning. */
const seenText = ({ merchantId, pinDigest, pinMeaning }: Pinned) => sql()`
  seen as materialized (
    select meaning = ${pinMeaning}::bytea as is_same from signature_pins
    where merchant_id = ${merchantId} and digest = ${pinDigest}::bytea
  )`;

/**
 * Inserts the order with the pin of its request, both or neither, or finds the order that has its reference, in one
 * round trip. Of two requests with one text and two meanings the second waits for the first at the pin, and fails
 * there (see isPinTaken).
 */
export async function insertOrFindOrder(order: NewOrder, db: Queries = sql()): Promise<Placing> {
  const [row] = await db<PlacingRow[]>`
    with ${seenText(order)}, placed as (
      insert into orders (merchant_id, mode, dialect, out_order_id, type, choices, title, price_fen, attachment,
        link_id, is_told, token, notify_url, return_url, expires_at)
      select ${order.merchantId}::bigint, ${order.mode}::text, ${order.dialect}, ${order.outOrderId}::text,
        ${order.type}::text, ${order.choices}::text[], ${order.title}, ${order.price}::bigint, ${order.attachment},
        ${order.linkId}::bigint, ${order.isTold}::boolean, ${order.token}, ${order.notifyUrl}, ${order.returnUrl},
        now() + make_interval(secs => ${order.ttlSeconds}::int)
      where exists (
        select 1 from accounts_with_room(${order.merchantId}::bigint, ${order.mode}::text,
          array_append(${order.choices}::text[], ${order.type}::text), ${order.price}::bigint, 0)
      ) and not exists (select 1 from seen where not is_same)
      on conflict (merchant_id, mode, out_order_id) do nothing
      returning *
    ), pin as (
      insert into signature_pins (merchant_id, digest, meaning)
      select merchant_id, ${order.pinDigest}::bytea, ${order.pinMeaning}::bytea from placed
      where ${order.pinDigest}::bytea is not null and not exists (select 1 from seen)
    )
    select exists (select 1 from seen where not is_same) as is_misread,
      ${order.pinDigest}::bytea is null or exists (select 1 from seen where is_same)
        or exists (select 1 from placed) as is_pinned,
      ${foundColumns()}
    from (values (1)) as always left join lateral (
      select * from placed
      union all
      select * from orders
      where merchant_id = ${order.merchantId} and mode = ${order.mode} and out_order_id = ${order.outOrderId}
        and not exists (select 1 from placed)
    ) found on true`;
  return toPlacing(row);
}

/** What insertOrFindOrder finds when it inserts nothing: the order that has the reference, and whether the text was misread. */
export async function selectPlacing(order: Reference & Pinned, db: Queries = sql()): Promise<Placing> {
  const [row] = await db<PlacingRow[]>`
    with ${seenText(order)}
    select exists (select 1 from seen where not is_same) as is_misread,
      ${order.pinDigest}::bytea is null or exists (select 1 from seen where is_same) as is_pinned,
      ${foundColumns()}
    from (values (1)) as always left join orders found
      on merchant_id = ${order.merchantId} and mode = ${order.mode} and out_order_id = ${order.outOrderId}`;
  return toPlacing(row);
}

/** Whether a placing failed because another one has just taken its signed text for something else. */
export function isPinTaken(error: unknown): boolean {
  return error instanceof Error && 'table_name' in error && error.table_name === 'signature_pins';
}

/** Whether an account is online for one of the ways to pay, with room for one more order or without. */
export async function selectIsReachable({
  merchantId,
  mode,
  type,
  choices,
}: Pick<NewOrder, 'merchantId' | 'mode' | 'type' | 'choices'>): Promise<boolean> {
  const [row] = await sql()<{ isReachable: boolean }[]>`
    select exists (
      select 1 from online_accounts where merchant_id = ${merchantId} and mode = ${mode}
        and (type = ${type} or type = any(${choices}::text[]))) as is_reachable`;
  return row?.isReachable ?? false;
}

export interface Reference {
  merchantId: number;
  mode: Mode;
  outOrderId: string;
}

export async function selectByReference({ merchantId, mode, outOrderId }: Reference): Promise<Order | null> {
  const [row] = await sql()<OrderRow[]>`
    select *, status_now(status, expires_at) from orders
    where merchant_id = ${merchantId} and mode = ${mode} and out_order_id = ${outOrderId}`;
  return row === undefined ? null : toOrder(row);
}

export async function selectByToken(token: string): Promise<Order | null> {
  const [row] = await sql()<OrderRow[]>`
    select *, status_now(status, expires_at) from orders where token = ${token}`;
  return row === undefined ? null : toOrder(row);
}

export interface OrderKey {
  merchantId: number;
  orderId: number;
}

export async function selectOrder({ merchantId, orderId }: OrderKey): Promise<Order | null> {
  const [row] = await sql()<OrderRow[]>`
    select *, status_now(status, expires_at) from orders where merchant_id = ${merchantId} and id = ${orderId}`;
  return row === undefined ? null : toOrder(row);
}

export async function selectDatabaseTime(): Promise<Date> {
  const [row] = await sql()<{ now: Date }[]>`select clock_timestamp() as now`;
  return row?.now ?? new Date();
}

export interface OrderEvent {
  readonly id: number;
  readonly at: Date;
  readonly kind: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface OrderChange {
  readonly merchantId: number;
  readonly orderId: number;
  readonly token: string;
}

export function watchOrders(listener: (change: OrderChange) => void): Promise<() => Promise<void>> {
  return listen(ORDER_CHANNEL, (payload) => listener(JSON.parse(payload) as OrderChange));
}

export function selectEvents({ merchantId, orderId }: OrderKey): Promise<OrderEvent[]> {
  return sql()<OrderEvent[]>`
    select id, at, kind, actor, data from order_events
    where merchant_id = ${merchantId} and order_id = ${orderId} order by id`;
}

export interface OrderSearch {
  merchantId: number;
  mode: Mode;
  /** An order number of either side, the start of one, a contact, or an exact amount. */
  text?: string | undefined;
  /** One of several when it is a list. */
  status?: OrderStatus | readonly OrderStatus[] | undefined;
  type?: PayType | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** Counted from 1. */
  page: number;
  pageSize: number;
}

export interface SearchTerms {
  orderId: number | null;
  amount: Fen | null;
}

function matchingText(text: string, { orderId, amount }: SearchTerms) {
  const pattern = text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return sql()`and (id = ${orderId} or price_fen = ${amount} or payable_fen = ${amount} or paid_fen = ${amount}
    or out_order_id like ${`${pattern}%`} or attachment ilike ${`%${pattern}%`})`;
}

function matchingStatus(status: OrderStatus | readonly OrderStatus[]) {
  const wanted = [status].flat();
  const written = wanted.includes('expired') ? [...wanted, 'created', 'pending'] : wanted;
  return sql()`and status = any(${written}::text[]) and status_now(status, expires_at) = any(${wanted}::text[])`;
}

export async function searchRows(
  search: OrderSearch,
  terms: SearchTerms,
): Promise<{ rows: Order[]; total: number }> {
  const { merchantId, mode, text, status, type, from, to } = search;
  const none = sql()``;
  const where = sql()`
    merchant_id = ${merchantId} and mode = ${mode}
    ${status === undefined ? none : matchingStatus(status)}
    ${type === undefined ? none : sql()`and type = ${type}`}
    ${from === undefined ? none : sql()`and created_at >= ${from}`}
    ${to === undefined ? none : sql()`and created_at < ${to}`}
    ${text === undefined || text === '' ? none : matchingText(text, terms)}`;
  const [rows, [counted]] = await Promise.all([
    sql()<OrderRow[]>`select *, status_now(status, expires_at) from orders where ${where} order by id desc
      limit ${search.pageSize} offset ${(search.page - 1) * search.pageSize}`,
    sql()<{ total: number }[]>`select count(*) as total from orders where ${where}`,
  ]);
  return { rows: rows.map(toOrder), total: counted?.total ?? 0 };
}

export interface DaySummary {
  placedCount: number;
  paidCount: number;
  paidFen: Fen;
}

/** One day of Asia/Shanghai, `daysAgo` before today. */
export async function selectDaySummary(merchantId: number, mode: Mode, daysAgo: number): Promise<DaySummary> {
  const [row] = await sql()<DaySummary[]>`
    with day as (
      select (date_trunc('day', now() at time zone 'Asia/Shanghai') - make_interval(days => ${daysAgo}::int))
        at time zone 'Asia/Shanghai' as start
    )
    select count(*) filter (where created_at >= start and created_at < start + interval '1 day') as placed_count,
      count(*) filter (where paid_at >= start and paid_at < start + interval '1 day') as paid_count,
      coalesce(sum(paid_fen) filter (where paid_at >= start and paid_at < start + interval '1 day'), 0)::bigint as paid_fen
    from orders, day
    where merchant_id = ${merchantId} and mode = ${mode}
      and (created_at >= start or paid_at >= start)`;
  return row ?? { placedCount: 0, paidCount: 0, paidFen: 0 as Fen };
}
