/** gatepay product API (spec gatepay-product-api): orders for one product, the shelf, and the card keys. */
import { readBareWord } from '@/lib/dialects/acknowledgement';
import type { Dialect } from '@/lib/dialects/dialect';
import { createCards } from '@/lib/dialects/gatepay-product/create-cards';
import { createOrder } from '@/lib/dialects/gatepay-product/create-order';
import { notification } from '@/lib/dialects/gatepay-product/notification';
import { redirect } from '@/lib/dialects/gatepay-product/redirect';
import { reference } from '@/lib/dialects/gatepay-product/reference';
import { showCards } from '@/lib/dialects/gatepay-product/show-cards';
import { showProducts } from '@/lib/dialects/gatepay-product/show-products';

export const gatepayProduct: Dialect = {
  id: 'gatepay-product',
  operations: [createOrder, showProducts, showCards, createCards],
  notification,
  redirect,
  acknowledge: readBareWord,
  reference,
};
