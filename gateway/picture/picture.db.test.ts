import { expect, test } from 'vitest';
import { createGateway } from '@/gateway/app';
import { createProduct, findProduct, removeProduct, setProductPicture } from '@/lib/core/catalogue';
import { fen } from '@/lib/platform/money';
import { openShop } from '@/tests/support/shop';

const gateway = createGateway();
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

const show = (id: string) => gateway.fetch(new Request(`http://localhost/pay/picture?id=${id}`));

test('a picture is shown as what it is, for ever, and can do nothing', async () => {
  const { merchantId } = await openShop();
  const product = { merchantId, name: 'a', price: fen(1), categoryId: null };
  const key = { merchantId, ...(await createProduct(product)) };
  await setProductPicture({ ...key, bytes: PNG });
  const token = (await findProduct({ ...key, mode: 'live' }))?.pictureToken ?? '';
  const answer = await show(token);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  await removeProduct(key);
  expect((await show(token)).status).toBe(404);
});

test.each(['', 'x', "' or 1=1 --", 'A'.repeat(22)])('%j is no picture', async (id) => {
  expect((await show(encodeURIComponent(id))).status).toBe(404);
});
