import { sql } from '@/db/client';
import { type NewOrder, type Placing, type PlacingRow, toPlacing } from '@/lib/core/orders/store';
import { FEN_MAX } from '@/lib/platform/money';

export interface NewGoodsOrder extends Omit<NewOrder, 'price' | 'title' | 'linkId' | 'isTold'> {
  readonly goods: string;
  readonly productIds: readonly number[];
  readonly quantities: readonly number[];
}

export interface GoodsPlacing extends Placing {
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

type GoodsRow = PlacingRow & { keys: number; frontAt: Date | null; frontId: number | null };

/**
 * Places an order for products in one statement: its lines at today's prices, and the card keys that it reserves.
 * All or nothing: a product that is missing, off sale or short leaves no order, no line and no reserved key; which of
 * these it was is asked for by itself (`selectOrderedGoods`), for this statement's length is most of what it costs.
 * Keys are taken oldest first from `front` on (null: from the very first), past those that other orders are taking at
 * this moment. They are named as an array, so that they are found by their numbers: joined, PostgreSQL would expect many
 * and read the whole table.
 */
export async function insertOrFindGoodsOrder(
  order: NewGoodsOrder,
  front: ShelfFront | null,
): Promise<GoodsPlacing> {
  const { createdAt, id } = front ?? WHOLE_SHELF;
  const isMixed = order.productIds.length > 1;
  const [row] = await sql()<GoodsRow[]>`
    with pin as (
      insert into signature_pins (merchant_id, digest, meaning)
      select ${order.merchantId}::bigint, ${order.pinDigest}::bytea, ${order.pinMeaning}::bytea
      where ${order.pinDigest}::bytea is not null
      on conflict (merchant_id, digest) do nothing returning 1
    ), chosen as (
      select id as product_id, name, price_fen, delivery, is_on_sale,
        (${[...order.quantities]}::int[])[array_position(${[...order.productIds]}::bigint[], id)] as quantity
      from products
      where merchant_id = ${order.merchantId} and id = any(${[...order.productIds]}::bigint[]) and not is_removed
    ), picked as materialized (
      select array_agg(k.id) as ids, count(*)::int as keys, min(k.created_at) as front_at, min(k.id) as front_id
      from chosen c
      cross join lateral (
        select created_at, id from card_keys
        where merchant_id = ${order.merchantId} and product_id = c.product_id and mode = ${order.mode} and status = 'unsold'
          and (created_at, id) >= (${createdAt}::timestamptz, ${id}::bigint)
        order by created_at, id limit c.quantity for update skip locked
      ) k
      where c.delivery = 'cards' and not exists (
        select 1 from orders
        where merchant_id = ${order.merchantId} and mode = ${order.mode}::text and out_order_id = ${order.outOrderId}::text)
    ), priced as (
      select sum(price_fen * quantity) as fen,
        left(string_agg(name || '×' || quantity, '、' ${isMixed ? sql()`order by product_id` : sql()``}), 255) as title
      from chosen
      having count(*) filter (where is_on_sale) = ${order.productIds.length}::int
        and coalesce(sum(quantity) filter (where delivery = 'cards'), 0) = (select keys from picked)
        and sum(price_fen * quantity) between 1 and ${FEN_MAX}::bigint
    ), placed as (
      insert into orders (merchant_id, mode, dialect, out_order_id, type, choices, title, price_fen, attachment, goods,
        token, notify_url, return_url, expires_at)
      select ${order.merchantId}::bigint, ${order.mode}::text, ${order.dialect}, ${order.outOrderId}::text,
        ${order.type}::text, ${order.choices}::text[], priced.title, priced.fen, ${order.attachment}, ${order.goods},
        ${order.token}, ${order.notifyUrl}, ${order.returnUrl}, now() + make_interval(secs => ${order.ttlSeconds}::int)
      from priced where exists (
        select 1 from online_accounts where merchant_id = ${order.merchantId} and mode = ${order.mode}
          and (type = ${order.type} or type = any(${order.choices}::text[]))
      ) and (
        ${order.pinDigest}::bytea is null or exists (select 1 from pin) or exists (
          select 1 from signature_pins
          where merchant_id = ${order.merchantId} and digest = ${order.pinDigest} and meaning = ${order.pinMeaning}))
      on conflict (merchant_id, mode, out_order_id) do nothing
      returning *
    ), lines as (
      insert into order_lines (merchant_id, order_id, product_id, mode, name, unit_price_fen, quantity)
      select placed.merchant_id, placed.id, c.product_id, placed.mode, c.name, c.price_fen, c.quantity
      from placed cross join chosen c
    ), locked as (
      update card_keys k set status = 'locked', order_id = placed.id, moved_at = now()
      from placed cross join picked where k.merchant_id = ${order.merchantId} and k.id = any(picked.ids)
    )
    select keys, front_at, front_id, exists (
      select 1 from signature_pins
      where merchant_id = ${order.merchantId} and digest = ${order.pinDigest} and meaning <> ${order.pinMeaning}
    ) as is_misread, found.*
    from picked left join lateral (
      select * from placed
      union all
      select * from orders
      where merchant_id = ${order.merchantId} and mode = ${order.mode} and out_order_id = ${order.outOrderId}
        and not exists (select 1 from placed)
    ) found on true`;
  if (row === undefined) throw new Error('placing an order answered nothing');
  const { keys, frontAt, frontId, ...placing } = row;
  const began = frontAt === null || frontId === null ? null : { createdAt: frontAt, id: frontId };
  return { keys, front: began, ...toPlacing(placing) };
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
