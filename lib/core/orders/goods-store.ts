import { sql } from '@/db/client';
import type { Queries, Tx } from '@/db/transaction';
import type { Order } from '@/lib/core/orders/order';
import { type NewOrder, type OrderRow, toOrder } from '@/lib/core/orders/store';
import { FEN_MAX } from '@/lib/platform/money';

export interface NewGoodsOrder extends Omit<NewOrder, 'price' | 'title' | 'linkId' | 'isTold'> {
  readonly goods: string;
  readonly productIds: readonly number[];
  readonly quantities: readonly number[];
}

export interface GoodsInsert {
  /** Null when a product is missing, off sale or short, no account is online and has room, or the reference or the text was seen before. */
  readonly order: Order | null;
  /** How many keys could be had just now; those that another statement holds for a moment do not count. */
  readonly keys: number;
  /** Where the keys that were picked began; null when none was. */
  readonly front: ShelfFront | null;
}

/** What an order for products would be just now. */
export interface OrderedGoods {
  readonly isKnown: boolean;
  readonly isOnSale: boolean;
  readonly isPayable: boolean;
  /** How many card keys it takes. */
  readonly keys: number;
}

/** A place in the order of import. */
export interface ShelfFront {
  readonly createdAt: Date;
  readonly id: number;
}

const WHOLE_SHELF: ShelfFront = { createdAt: new Date(0), id: 0 };

type GoodsRow = (OrderRow | { id: null }) & { keys: number; frontAt: Date | null; frontId: number | null };

/**
 * What is ordered, the keys that are picked for it, and its sum: of the merchant $1 the products $2 in the quantities $3,
 * in mode $4, keys from the place ($5, $6) of the shelf on. Several products are named in the order of their numbers.
 */
const goodsOf = (isMixed: boolean) => `
  chosen as (
    select id as product_id, name, price_fen, delivery, is_on_sale,
      ($3::int[])[array_position($2::bigint[], id)] as quantity
    from products
    where merchant_id = $1::bigint and id = any($2::bigint[]) and not is_removed
  ), picked as materialized (
    select array_agg(k.id) as ids, count(*)::int as keys, min(k.created_at) as front_at, min(k.id) as front_id
    from chosen c
    cross join lateral (
      select created_at, id from card_keys
      where merchant_id = $1 and product_id = c.product_id and mode = $4::text and status = 'unsold'
        and (created_at, id) >= ($5::timestamptz, $6::bigint)
      order by created_at, id limit c.quantity for update skip locked
    ) k
    where c.delivery = 'cards'
  ), priced as (
    select sum(price_fen * quantity) as fen,
      left(string_agg(name || '×' || quantity, '、' ${isMixed ? 'order by product_id' : ''}), 255) as title
    from chosen
    having count(*) filter (where is_on_sale) = cardinality($2)::int
      and coalesce(sum(quantity) filter (where delivery = 'cards'), 0) = (select keys from picked)
      and sum(price_fen * quantity) between 1 and ${FEN_MAX}::bigint
  )`;

/** Whether an account is online for the way to pay $7, or one of $8, and has room for the order: 0 for a new one. */
const isServable = (orderId: string) => `exists (
  select 1 from accounts_with_room($1, $4, array_append($8::text[], $7::text), priced.fen::bigint, ${orderId}))`;

/** The picked keys go to the order of `placed`. */
const LOCKED = `
  update card_keys k set status = 'locked', order_id = placed.id, moved_at = now()
  from placed cross join picked where k.merchant_id = $1 and k.id = any(picked.ids)`;

const inserting = (isMixed: boolean) => `
  with seen as materialized (
    select meaning = $10::bytea as is_same from signature_pins where merchant_id = $1 and digest = $9::bytea
  ), ${goodsOf(isMixed)}, placed as (
    insert into orders (merchant_id, mode, type, choices, title, price_fen, dialect, out_order_id, attachment, goods,
      token, notify_url, return_url, expires_at)
    select $1, $4, $7, $8, priced.title, priced.fen, $11, $12, $13, $14,
      $15, $16, $17, now() + make_interval(secs => $18::int)
    from priced where ${isServable('0')} and not exists (select 1 from seen where not is_same)
    on conflict (merchant_id, mode, out_order_id) do nothing
    returning *
  ), pin as (
    insert into signature_pins (merchant_id, digest, meaning)
    select $1, $9, $10 from placed where $9 is not null and not exists (select 1 from seen)
  ), lines as (
    insert into order_lines (merchant_id, order_id, product_id, mode, name, unit_price_fen, quantity)
    select placed.merchant_id, placed.id, c.product_id, placed.mode, c.name, c.price_fen, c.quantity
    from placed cross join chosen c
  ), locked as (${LOCKED})
  select keys, front_at, front_id, placed.* from picked left join placed on true`;

/** Of the expired order $9; what it asked before is kept with its last life. */
const reopening = (isMixed: boolean) => `
  with ended as materialized (
    select * from orders where merchant_id = $1 and id = $9::bigint and status = 'expired' for no key update
  ), ${goodsOf(isMixed)}, placed as (
    update orders o set status = 'created', type = $7, choices = $8, title = priced.title, price_fen = priced.fen,
      account_id = null, payable_fen = null, allocated_at = null, ended_at = null, life = ended.life + 1,
      reopened_at = clock_timestamp(), expires_at = clock_timestamp() + make_interval(secs => $10::int)
    from ended cross join priced where o.merchant_id = ended.merchant_id and o.id = ended.id and ${isServable('ended.id')}
    returning o.*
  ), kept as (
    insert into order_lives (merchant_id, order_id, life, expires_at, title, price_fen, lines)
    select ended.merchant_id, ended.id, ended.life, ended.expires_at, ended.title, ended.price_fen, (
      select jsonb_agg(jsonb_build_object('productId', product_id, 'name', name, 'unitPriceFen', unit_price_fen))
      from order_lines l where l.merchant_id = ended.merchant_id and l.order_id = ended.id)
    from ended where exists (select 1 from placed)
  ), lines as (
    update order_lines l set name = c.name, unit_price_fen = c.price_fen
    from placed cross join chosen c
    where l.merchant_id = $1 and l.order_id = placed.id and l.product_id = c.product_id
  ), locked as (${LOCKED})
  select keys, front_at, front_id, placed.* from picked left join placed on true`;

const INSERTING = { sole: inserting(false), mixed: inserting(true) };
const REOPENING = { sole: reopening(false), mixed: reopening(true) };

type Param = string | number | Date | Buffer | null | readonly (string | number)[];

function goodsParams(order: NewGoodsOrder, front: ShelfFront | null): Param[] {
  const { createdAt, id } = front ?? WHOLE_SHELF;
  const { merchantId, productIds, quantities, mode, type, choices } = order;
  return [merchantId, [...productIds], [...quantities], mode, createdAt, id, type, [...choices]];
}

async function readGoods(db: Queries, text: string, params: Param[]): Promise<GoodsInsert> {
  const [row] = await db.unsafe<GoodsRow[]>(text, params as never[], { prepare: true });
  if (row === undefined) throw new Error('placing an order answered nothing');
  const { keys, frontAt, frontId, ...placed } = row;
  const began = frontAt === null || frontId === null ? null : { createdAt: frontAt, id: frontId };
  return { keys, front: began, order: placed.id === null ? null : toOrder(placed) };
}

function textFor({ productIds }: NewGoodsOrder, texts: typeof INSERTING): string {
  return productIds.length === 1 ? texts.sole : texts.mixed;
}

/**
 * Places an order for products in one statement: its lines at today's prices, and the card keys that it reserves.
 * All or nothing: a product that is missing, off sale or short leaves no order, no line, no pin and no reserved key. Which of
 * these it was, or that the reference has its order already, is asked for by itself (`selectOrderedGoods`, `selectPlacing`):
 * orders that are placed need not pay for the answer.
 * Keys are taken oldest first from `front` on (null: from the very first), past those that other orders are taking at
 * this moment. They are named as an array, so that they are found by their numbers: joined, PostgreSQL would expect many
 * and read the whole table. The text is put together once: an order for one product is the common case, and sorts nothing.
 */
export function insertGoodsOrder(
  order: NewGoodsOrder,
  front: ShelfFront | null,
  db: Queries = sql(),
): Promise<GoodsInsert> {
  return readGoods(db, textFor(order, INSERTING), [
    ...goodsParams(order, front),
    order.pinDigest,
    order.pinMeaning,
    order.dialect,
    order.outOrderId,
    order.attachment,
    order.goods,
    order.token,
    order.notifyUrl,
    order.returnUrl,
    order.ttlSeconds,
  ]);
}

/**
 * expired → created in another life, for the same products at today's prices and with keys of its own again; all or
 * nothing, as in a placing. The pin and the event are the caller's.
 */
export function reopenGoodsOrder(
  tx: Tx,
  orderId: number,
  order: NewGoodsOrder,
  front: ShelfFront | null,
): Promise<GoodsInsert> {
  const params = [...goodsParams(order, front), orderId, order.ttlSeconds];
  return readGoods(tx, textFor(order, REOPENING), params);
}

export async function selectOrderedGoods(order: NewGoodsOrder): Promise<OrderedGoods> {
  const [row] = await sql()<OrderedGoods[]>`
    select count(*) = ${order.productIds.length}::int as is_known, coalesce(bool_and(is_on_sale), true) as is_on_sale,
      coalesce(sum(price_fen * quantity), 0) between 1 and ${FEN_MAX}::bigint as is_payable,
      coalesce(sum(quantity) filter (where delivery = 'cards'), 0)::int as keys
    from unnest(${[...order.productIds]}::bigint[], ${[...order.quantities]}::int[]) as w (product_id, quantity)
    join products p on p.merchant_id = ${order.merchantId} and p.id = w.product_id and not p.is_removed`;
  if (row === undefined) throw new Error('asking for ordered goods answered nothing');
  return row;
}
