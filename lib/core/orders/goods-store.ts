import { sql } from '@/db/client';
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

/** Its parameters stand in the order of `insertGoodsOrder`. Several products are named in the order of their numbers. */
const textOf = (isMixed: boolean) => `
  with pin as (
    insert into signature_pins (merchant_id, digest, meaning)
    select $1::bigint, $2::bytea, $3::bytea
    where $2::bytea is not null
    on conflict (merchant_id, digest) do nothing returning 1
  ), chosen as (
    select id as product_id, name, price_fen, delivery, is_on_sale,
      ($5::int[])[array_position($4::bigint[], id)] as quantity
    from products
    where merchant_id = $1 and id = any($4::bigint[]) and not is_removed
  ), picked as materialized (
    select array_agg(k.id) as ids, count(*)::int as keys, min(k.created_at) as front_at, min(k.id) as front_id
    from chosen c
    cross join lateral (
      select created_at, id from card_keys
      where merchant_id = $1 and product_id = c.product_id and mode = $6 and status = 'unsold'
        and (created_at, id) >= ($8::timestamptz, $9::bigint)
      order by created_at, id limit c.quantity for update skip locked
    ) k
    where c.delivery = 'cards'
  ), priced as (
    select sum(price_fen * quantity) as fen,
      left(string_agg(name || '×' || quantity, '、' ${isMixed ? 'order by product_id' : ''}), 255) as title
    from chosen
    having count(*) filter (where is_on_sale) = cardinality($4)::int
      and coalesce(sum(quantity) filter (where delivery = 'cards'), 0) = (select keys from picked)
      and sum(price_fen * quantity) between 1 and ${FEN_MAX}::bigint
  ), placed as (
    insert into orders (merchant_id, mode, dialect, out_order_id, type, choices, title, price_fen, attachment, goods,
      token, notify_url, return_url, expires_at)
    select $1::bigint, $6::text, $10, $7::text,
      $11::text, $12::text[], priced.title, priced.fen, $13, $14,
      $15, $16, $17, now() + make_interval(secs => $18::int)
    from priced where exists (
      select 1 from accounts_with_room($1::bigint, $6::text, array_append($12::text[], $11::text), priced.fen::bigint, 0)
    ) and (
      $2::bytea is null or exists (select 1 from pin) or exists (
        select 1 from signature_pins
        where merchant_id = $1 and digest = $2 and meaning = $3))
    on conflict (merchant_id, mode, out_order_id) do nothing
    returning *
  ), lines as (
    insert into order_lines (merchant_id, order_id, product_id, mode, name, unit_price_fen, quantity)
    select placed.merchant_id, placed.id, c.product_id, placed.mode, c.name, c.price_fen, c.quantity
    from placed cross join chosen c
  ), locked as (
    update card_keys k set status = 'locked', order_id = placed.id, moved_at = now()
    from placed cross join picked where k.merchant_id = $1 and k.id = any(picked.ids)
  )
  select keys, front_at, front_id, placed.* from picked left join placed on true`;
const ONE_PRODUCT = textOf(false);
const SEVERAL_PRODUCTS = textOf(true);

/**
 * Places an order for products in one statement: its lines at today's prices, and the card keys that it reserves.
 * All or nothing: a product that is missing, off sale or short leaves no order, no line and no reserved key. Which of
 * these it was, or that the reference has its order already, is asked for by itself (`selectOrderedGoods`, `selectPlacing`):
 * orders that are placed need not pay for the answer.
 * Keys are taken oldest first from `front` on (null: from the very first), past those that other orders are taking at
 * this moment. They are named as an array, so that they are found by their numbers: joined, PostgreSQL would expect many
 * and read the whole table. The text is put together once: an order for one product is the common case, and sorts nothing.
 */
export async function insertGoodsOrder(order: NewGoodsOrder, front: ShelfFront | null): Promise<GoodsInsert> {
  const { createdAt, id } = front ?? WHOLE_SHELF;
  const text = order.productIds.length === 1 ? ONE_PRODUCT : SEVERAL_PRODUCTS;
  const params = [
    order.merchantId,
    order.pinDigest,
    order.pinMeaning,
    [...order.productIds],
    [...order.quantities],
    order.mode,
    order.outOrderId,
    createdAt,
    id,
    order.dialect,
    order.type,
    [...order.choices],
    order.attachment,
    order.goods,
    order.token,
    order.notifyUrl,
    order.returnUrl,
    order.ttlSeconds,
  ];
  const [row] = await sql().unsafe<GoodsRow[]>(text, params, { prepare: true });
  if (row === undefined) throw new Error('placing an order answered nothing');
  const { keys, frontAt, frontId, ...placed } = row;
  const began = frontAt === null || frontId === null ? null : { createdAt: frontAt, id: frontId };
  return { keys, front: began, order: placed.id === null ? null : toOrder(placed) };
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
