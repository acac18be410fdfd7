import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import {
  addFixedCodes,
  changeAccount,
  findAccount,
  listAccounts,
  listFixedCodes,
  removeAccount,
  removeFixedCode,
} from '@/lib/core/accounts';
import { describePayment } from '@/lib/core/allocation';
import { type Order, placeGoodsOrder } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { addAccount, open, openShop, order, type Shop } from '@/tests/support/shop';

function codeText(): string {
  return `https://qr.alipay.com/fix${randomUUID().replaceAll('-', '').slice(0, 20)}`;
}

function codes(...amounts: number[]) {
  return amounts.map((amount) => ({ amount: fen(amount), code: codeText() }));
}

async function addProduct({ merchantId }: Shop, priceFen: number): Promise<number> {
  const [row] = await sql()<{ id: number }[]>`
    insert into products (merchant_id, name, price_fen, delivery)
    values (${merchantId}, 'ticket', ${priceFen}, 'none') returning id`;
  return row?.id ?? 0;
}

function orderGoods(shop: Shop, lines: { productId: number; quantity: number }[]): Promise<Order> {
  return placeGoodsOrder({
    credential: shop.credential,
    dialect: 'cloudpay',
    outOrderId: randomUUID(),
    type: 'alipay',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
    lines,
  });
}

function keep(shop: Shop, given: ReturnType<typeof codes>, productId: number | null = null) {
  return addFixedCodes({ merchantId: shop.merchantId, accountId: shop.accountId, productId, codes: given });
}

function refusal(reason: string) {
  return { code: 'account.code_invalid', details: { reason } };
}

describe('codes for fixed amounts', () => {
  test('are kept on an account, and a newer one replaces that of the same amount', async () => {
    const shop = await openShop();
    expect(await keep(shop, codes(1000, 999, 998))).toEqual({ added: 3, replaced: 0 });
    const newer = codes(999, 500);
    expect(await keep(shop, newer)).toEqual({ added: 1, replaced: 1 });
    const kept = await listFixedCodes({ merchantId: shop.merchantId, accountId: shop.accountId });
    expect(kept.map(({ amount }) => amount)).toEqual([500, 998, 999, 1000]);
    expect(kept[2]?.code).toBe(newer[0]?.code);
    const [account] = await listAccounts(shop.merchantId, 'live');
    expect(account?.fixedCodeCount).toBe(4);
  });

  test('for one product stand beside those for every order of the same amount', async () => {
    const shop = await openShop();
    const productId = await addProduct(shop, 1000);
    await keep(shop, codes(1000));
    expect(await keep(shop, codes(1000), productId)).toEqual({ added: 1, replaced: 0 });
    const [mine] = await listFixedCodes({ merchantId: shop.merchantId, productId });
    expect(mine).toMatchObject({ productId, productName: 'ticket', accountId: shop.accountId });
  });

  test('are refused as a whole when one cannot carry its amount', async () => {
    const shop = await openShop();
    const [one, other] = codes(1000, 999);
    const account = await findAccount(shop);
    if (one === undefined || other === undefined) throw new Error('two were made');
    const tries: [string, ReturnType<typeof codes>][] = [
      ['repeated', [one, { ...other, amount: one.amount }]],
      ['repeated', [one, { ...other, code: one.code }]],
      ['open_code', [one, { ...other, code: account?.code ?? '' }]],
      ['not_printable', [one, { ...other, code: '收款码' }]],
      ['amount', [one, { ...other, amount: fen(0) }]],
    ];
    for (const [reason, given] of tries)
      await expect(keep(shop, given)).rejects.toMatchObject(refusal(reason));
    expect(await listFixedCodes(shop)).toEqual([]);
  });

  test('keep one text to one amount, unless both amounts are put right together', async () => {
    const shop = await openShop();
    const [one, other] = codes(1000, 999);
    if (one === undefined || other === undefined) throw new Error('two were made');
    await keep(shop, [one, other]);
    await expect(keep(shop, [{ amount: fen(500), code: one.code }])).rejects.toMatchObject(refusal('clash'));
    const swapped = [
      { ...one, code: other.code },
      { ...other, code: one.code },
    ];
    expect(await keep(shop, swapped)).toEqual({ added: 0, replaced: 2 });
  });

  test('are nobody else’s: another merchant neither adds, sees nor removes them', async () => {
    const [mine, theirs] = [await openShop(), await openShop()];
    await keep(theirs, codes(1000));
    const [kept] = await listFixedCodes(theirs);
    const productId = await addProduct(theirs, 1000);
    await expect(
      addFixedCodes({ ...mine, accountId: theirs.accountId, productId: null, codes: codes(500) }),
    ).rejects.toMatchObject({ code: 'account.unknown' });
    await expect(keep(mine, codes(500), productId)).rejects.toMatchObject({ code: 'product.unknown' });
    await removeFixedCode({ merchantId: mine.merchantId, codeId: kept?.id ?? 0 });
    expect(await listFixedCodes({ ...mine, accountId: theirs.accountId })).toEqual([]);
    expect(await listFixedCodes(theirs)).toHaveLength(1);
  });

  test('are not taken by the pretend wallet or by a removed account', async () => {
    const shop = await openShop();
    const [simulator] = await listAccounts(shop.merchantId, 'test');
    await expect(
      addFixedCodes({ ...shop, accountId: simulator?.id ?? 0, productId: null, codes: codes(500) }),
    ).rejects.toMatchObject({ code: 'account.unknown' });
    await removeAccount(shop);
    await expect(keep(shop, codes(500))).rejects.toMatchObject({ code: 'account.unknown' });
  });
});

describe('an order', () => {
  test('is shown the code that carries exactly its amount, and the open code when there is none', async () => {
    const shop = await openShop();
    const given = codes(1000, 998);
    await keep(shop, given);
    const opened = [
      await open(await order(shop, 1000)),
      await open(await order(shop, 1000)),
      await open(await order(shop, 1000)),
    ];
    expect(opened.map(({ payable }) => payable)).toEqual([1000, 999, 998]);
    const shown = await Promise.all(opened.map(describePayment));
    const openCode = (await findAccount(shop))?.code;
    expect(shown.map((one) => one?.qrText)).toEqual([given[0]?.code, openCode, given[1]?.code]);
    expect(shown.map((one) => one?.carriesAmount)).toEqual([true, false, true]);
  });

  test('falls back to the open code when its own is taken away, and its amount stays', async () => {
    const shop = await openShop();
    await keep(shop, codes(1000));
    const opened = await open(await order(shop, 1000));
    const [kept] = await listFixedCodes(shop);
    await removeFixedCode({ merchantId: shop.merchantId, codeId: kept?.id ?? 0 });
    expect(await describePayment(opened)).toMatchObject({ carriesAmount: false });
    expect(await listFixedCodes(shop)).toEqual([]);
  });

  test('goes to the account that has a code for exactly its price while that price is free there', async () => {
    const shop = await openShop({ strategy: 'random' });
    for (let more = 0; more < 4; more += 1) await addAccount(shop.merchantId);
    await keep(shop, codes(1000, 700));
    expect((await open(await order(shop, 1000))).accountId).toBe(shop.accountId);
    const second = await open(await order(shop, 1000));
    // The price is taken there; elsewhere it is free, so no account is preferred and the nearest amount is kept.
    expect(second.accountId === shop.accountId ? [999] : [1000]).toEqual([second.payable]);
    expect((await open(await order(shop, 700))).accountId).toBe(shop.accountId);
  });

  test('does not go to an account that is off, or that the strategy leaves out, for the sake of a code', async () => {
    const shop = await openShop({ strategy: 'smart' });
    const { accountId: other } = await addAccount(shop.merchantId);
    await keep(shop, codes(1000, 900));
    const paid = await open(await order(shop, 1000));
    expect(paid.accountId).toBe(shop.accountId);
    await sql()`update orders set status = 'paid', paid_at = now(), paid_fen = 1000 where id = ${paid.id}`;
    expect((await open(await order(shop, 900))).accountId).toBe(other);
    await changeAccount({ ...shop, onlineSwitch: 'off' });
    expect((await open(await order(shop, 900))).accountId).toBe(other);
  });

  test('for one product gets the code made for it; no other order does', async () => {
    const shop = await openShop({ strategy: 'random' });
    const { accountId: other } = await addAccount(shop.merchantId);
    const [ticket, sweets] = [await addProduct(shop, 1000), await addProduct(shop, 500)];
    const [forAll, forTicket] = [codes(1000), codes(1000)];
    await keep({ ...shop, accountId: other }, forAll);
    await keep(shop, forTicket, ticket);
    const single = await open(await orderGoods(shop, [{ productId: ticket, quantity: 1 }]));
    expect(single.accountId).toBe(shop.accountId);
    expect((await describePayment(single))?.qrText).toBe(forTicket[0]?.code);
    await changeAccount({ ...shop, accountId: other, onlineSwitch: 'off' });
    await sql()`update allocations set released_at = now() - interval '1 day' where order_id = ${single.id}`;
    const strangers = [
      await open(await order(shop, 1000)),
      await open(await orderGoods(shop, [{ productId: sweets, quantity: 2 }])),
    ];
    for (const one of strangers) expect(await describePayment(one)).toMatchObject({ carriesAmount: false });
  });

  test('for several products gets no code made for one of them', async () => {
    const shop = await openShop();
    const [ticket, sweets] = [await addProduct(shop, 1000), await addProduct(shop, 500)];
    await keep(shop, codes(1500), ticket);
    const lines = [
      { productId: ticket, quantity: 1 },
      { productId: sweets, quantity: 1 },
    ];
    const both = await open(await orderGoods(shop, lines));
    expect([both.payable, (await describePayment(both))?.carriesAmount]).toEqual([1500, false]);
  });

  test('prefers the code of its product when the account has one for every order too', async () => {
    const shop = await openShop();
    const ticket = await addProduct(shop, 1000);
    const [forAll, forTicket] = [codes(2000), codes(2000)];
    await keep(shop, forAll);
    await keep(shop, forTicket, ticket);
    const two = await open(await orderGoods(shop, [{ productId: ticket, quantity: 2 }]));
    expect((await describePayment(two))?.qrText).toBe(forTicket[0]?.code);
  });
});
