'use server';

import { z } from 'zod';
import { merchantAction } from '@/lib/auth/actions';
import {
  changeProduct,
  createCategory,
  createProduct,
  removeCategory,
  removeProduct,
  removeProductPicture,
  renameCategory,
  setProductPicture,
} from '@/lib/core/catalogue';
import { parseYuan } from '@/lib/platform/money';

const NAME_MAX = 60;
const DESCRIPTION_MAX = 2_000;
/** 512 KiB as base64. */
const PICTURE_MAX = 700_000;

const id = z.number().int().positive();
const name = z.string().trim().min(1, 'required').max(NAME_MAX, 'too_long');

const price = z
  .string()
  .trim()
  .min(1, 'required')
  .transform((text, context) => {
    const parsed = parseYuan(text);
    if (parsed !== null && parsed > 0) return parsed;
    context.addIssue({ code: 'custom', message: 'amount' });
    return z.NEVER;
  });

const categoryChoice = z.union([
  z.literal('none').transform(() => null),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

const picture = z.string().min(1, 'required').max(PICTURE_MAX, 'too_long');

const facts = {
  name,
  price,
  categoryId: categoryChoice,
  delivery: z.enum(['cards', 'none']),
  description: z.string().trim().max(DESCRIPTION_MAX, 'too_long'),
};

const newProduct = z.object({ ...facts, picture: z.union([z.literal(''), picture]) });

export const addProduct = merchantAction(newProduct, async ({ picture: drawn, ...given }, { merchantId }) => {
  const { productId } = await createProduct({ ...given, merchantId });
  if (drawn !== '') await setProductPicture({ merchantId, productId, bytes: Buffer.from(drawn, 'base64') });
  return { productId };
});

export const editProduct = merchantAction(
  z.object({ ...facts, productId: id }),
  async (input, { merchantId }) => {
    await changeProduct({ ...input, merchantId });
    return null;
  },
);

export const turnSale = merchantAction(
  z.object({ productId: id, isOnSale: z.boolean() }),
  async (input, { merchantId }) => {
    await changeProduct({ ...input, merchantId });
    return null;
  },
);

export const dropProduct = merchantAction(z.object({ productId: id }), async (input, { merchantId }) => {
  await removeProduct({ ...input, merchantId });
  return null;
});

export const savePicture = merchantAction(
  z.object({ productId: id, picture }),
  async ({ productId, picture: drawn }, { merchantId }) => {
    await setProductPicture({ merchantId, productId, bytes: Buffer.from(drawn, 'base64') });
    return null;
  },
);

export const dropPicture = merchantAction(z.object({ productId: id }), async (input, { merchantId }) => {
  await removeProductPicture({ ...input, merchantId });
  return null;
});

export const addCategory = merchantAction(z.object({ name }), async (input, { merchantId }) => {
  await createCategory({ ...input, merchantId });
  return null;
});

export const editCategory = merchantAction(
  z.object({ categoryId: id, name }),
  async (input, { merchantId }) => {
    await renameCategory({ ...input, merchantId });
    return null;
  },
);

export const dropCategory = merchantAction(z.object({ categoryId: id }), async (input, { merchantId }) => {
  await removeCategory({ ...input, merchantId });
  return null;
});
