import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytea, fenColumn, identity, moment, reference } from './columns';
import { merchants } from './merchants';
import { orders } from './orders';

export const categories = pgTable(
  'categories',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: identity().notNull().unique(),
    name: text('name').notNull(),
    isRemoved: boolean('is_removed').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    uniqueIndex('categories_name').on(t.merchantId, t.name).where(sql`not is_removed`),
  ],
);

export const products = pgTable(
  'products',
  {
    merchantId: reference('merchant_id')
      .notNull()
      .references(() => merchants.id),
    id: identity().notNull().unique(),
    categoryId: reference('category_id'),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    priceFen: fenColumn('price_fen').notNull(),
    /** cards: every piece is one card key. none: the merchant's site delivers, and there is no stock to count. */
    delivery: text('delivery').notNull().default('cards'),
    isOnSale: boolean('is_on_sale').notNull().default(true),
    isRemoved: boolean('is_removed').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({
      columns: [t.merchantId, t.categoryId],
      foreignColumns: [categories.merchantId, categories.id],
    }),
    check('products_price', sql`${t.priceFen} > 0`),
    check('products_delivery', sql`${t.delivery} in ('cards', 'none')`),
  ],
);

/** The picture of a product, drawn again in the merchant's browser before it came. */
export const productPictures = pgTable(
  'product_pictures',
  {
    merchantId: reference('merchant_id').notNull(),
    productId: reference('product_id').notNull(),
    /** The public name of the picture; a new picture gets a new one. */
    token: text('token').notNull(),
    contentType: text('content_type').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.productId] }),
    foreignKey({ columns: [t.merchantId, t.productId], foreignColumns: [products.merchantId, products.id] }),
    unique('product_pictures_token').on(t.token),
    check('product_pictures_type', sql`${t.contentType} in ('image/png', 'image/jpeg', 'image/webp')`),
    check('product_pictures_size', sql`octet_length(${t.bytes}) between 1 and 524288`),
  ],
);

/** What was ordered, at the price of that moment. */
export const orderLines = pgTable(
  'order_lines',
  {
    merchantId: reference('merchant_id').notNull(),
    orderId: reference('order_id').notNull(),
    productId: reference('product_id').notNull(),
    mode: text('mode').notNull(),
    /** The product's name when it was ordered. */
    name: text('name').notNull(),
    unitPriceFen: fenColumn('unit_price_fen').notNull(),
    quantity: integer('quantity').notNull(),
    /** Keys that a paid order still has to get. */
    owed: integer('owed').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.orderId, t.productId] }),
    foreignKey({ columns: [t.merchantId, t.orderId], foreignColumns: [orders.merchantId, orders.id] }),
    foreignKey({ columns: [t.merchantId, t.productId], foreignColumns: [products.merchantId, products.id] }),
    // Whom imported keys go to first.
    index('order_lines_owed').on(t.merchantId, t.productId, t.mode, t.orderId).where(sql`owed > 0`),
    check('order_lines_quantity', sql`${t.quantity} between 1 and 1000`),
    check('order_lines_owed_at_most_all', sql`${t.owed} between 0 and ${t.quantity}`),
  ],
);

/** One card key. It belongs to at most one order, because the order is written on it. */
export const cardKeys = pgTable(
  'card_keys',
  {
    merchantId: reference('merchant_id').notNull(),
    id: identity().notNull(),
    productId: reference('product_id').notNull(),
    mode: text('mode').notNull(),
    contentSealed: text('content_sealed').notNull(),
    /** A keyed hash of the content: finds duplicates without opening anything. */
    contentHash: bytea('content_hash').notNull(),
    status: text('status').notNull().default('unsold'),
    orderId: reference('order_id'),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** When the status last changed. */
    movedAt: moment('moved_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.productId], foreignColumns: [products.merchantId, products.id] }),
    foreignKey({ columns: [t.merchantId, t.orderId], foreignColumns: [orders.merchantId, orders.id] }),
    unique('card_keys_content').on(t.merchantId, t.productId, t.mode, t.contentHash),
    // The next keys to sell, in an order that no other index has: kept plans then never walk past the sold ones.
    index('card_keys_unsold')
      .on(t.merchantId, t.productId, t.mode, t.createdAt, t.id)
      .where(sql`status = 'unsold'`),
    index('card_keys_of_order').on(t.merchantId, t.orderId).where(sql`order_id is not null`),
    // Pages of a product's keys.
    index('card_keys_listed').on(t.merchantId, t.productId, t.mode, t.id),
    check('card_keys_mode', sql`${t.mode} in ('live', 'test')`),
    check('card_keys_status', sql`${t.status} in ('unsold', 'locked', 'sold')`),
    check('card_keys_unsold_has_no_order', sql`(${t.status} = 'unsold') = (${t.orderId} is null)`),
  ],
);

/**
 * How many card keys a product has among each 1,000 numbers, whatever became of them: a page far inside 100,000 keys is
 * found by these, and the total is their sum.
 */
export const cardKeyCounts = pgTable(
  'card_key_counts',
  {
    merchantId: reference('merchant_id').notNull(),
    productId: reference('product_id').notNull(),
    mode: text('mode').notNull(),
    /** The key's number divided by 1,000. */
    block: reference('block').notNull(),
    keys: integer('keys').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.productId, t.mode, t.block] }),
    foreignKey({ columns: [t.merchantId, t.productId], foreignColumns: [products.merchantId, products.id] }),
    check('card_key_counts_keys', sql`${t.keys} >= 0`),
  ],
);
