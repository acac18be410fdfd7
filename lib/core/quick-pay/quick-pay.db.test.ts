import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { listAudit } from '@/lib/core/audit';
import { changeSettings, createMerchant, findCredential } from '@/lib/core/merchants';
import { confirmPayment, expireDueOrders, findOrder, type Order } from '@/lib/core/orders';
import {
  changeLink,
  countView,
  createLink,
  describeLink,
  findLink,
  type LinkTerms,
  listLinks,
  placeQuickPayOrder,
  rotateLinkToken,
  turnLink,
} from '@/lib/core/quick-pay';
import { writeViews } from '@/lib/core/quick-pay/count-view';
import { fen } from '@/lib/platform/money';
import { addAccount, open, openShop, type Shop } from '@/tests/support/shop';

const TERMS: LinkTerms = {
  title: '打赏',
  contactLabel: '',
  min: null,
  max: null,
  presets: [fen(666), fen(1000)],
  skin: 0,
  closedMessage: '',
  expiresAt: null,
  paymentsMax: null,
  dailyMax: null,
};

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ isQuickPayOpen: true });
});

const nonce = () => randomBytes(16).toString('hex');

async function makeLink(terms: Partial<LinkTerms> = {}): Promise<number> {
  const made = await createLink({ merchantId: shop.merchantId, mode: 'live', ...TERMS, ...terms });
  return made.linkId;
}

async function look(linkId: number) {
  const found = await describeLink({ merchantId: shop.merchantId, mode: 'live', linkId });
  if (found === null) throw new Error('the link is gone');
  return found;
}

async function pay(linkId: number, price: number, once = nonce()): Promise<Order> {
  const { link } = await look(linkId);
  const { credential } = shop;
  return placeQuickPayOrder({
    credential,
    link,
    type: 'alipay',
    price: fen(price),
    contact: 'terry',
    nonce: once,
  });
}

async function settle(order: Order): Promise<void> {
  const opened = await open(order);
  const key = { merchantId: opened.merchantId, orderId: opened.id };
  const payment = {
    from: ['pending'],
    accountId: null,
    paid: opened.payable ?? opened.price,
    paidAt: null,
    oddities: [],
    kind: 'paid',
    actor: 'test',
    data: {},
  } as const;
  expect(await inTransaction((tx) => confirmPayment(tx, key, payment))).not.toBeNull();
}

describe('a new merchant', () => {
  test('has a link for live and one for test, behind the tokens that he was given', async () => {
    const made = await createMerchant({ name: '茶铺', email: `${nonce()}@shop.example` });
    const live = await findLink(made.merchantId, 'live', made.quickPayToken);
    const trial = await findLink(made.merchantId, 'test', made.test.quickPayToken);
    expect(live).toMatchObject({ link: { title: '茶铺', presets: [] }, state: 'active', onlineTypes: [] });
    expect(trial?.onlineTypes.length).toBe(3);
    expect(await findLink(made.merchantId, 'test', made.quickPayToken)).toBeNull();
  });

  test('takes nothing until he opens quick-pay', async () => {
    const credential = { ...shop.credential, isQuickPayOpen: false };
    const { link } = await look(await makeLink());
    const ask = { credential, link, type: 'alipay', price: fen(100), contact: '', nonce: nonce() } as const;
    await expect(placeQuickPayOrder(ask)).rejects.toMatchObject({ code: 'merchant.quick_pay_closed' });
  });
});

describe('an order of a link', () => {
  test('carries the link, its title and what the buyer left, and is told to the site', async () => {
    const linkId = await makeLink({ title: '咖啡' });
    expect(await pay(linkId, 666)).toMatchObject({
      linkId,
      title: '咖啡',
      attachment: 'terry',
      dialect: 'gatepay-v1',
      price: 666,
      isTold: true,
      status: 'created',
    });
  });

  test('needs no site: a merchant without addresses is paid and told nothing', async () => {
    const made = await createMerchant({ name: 'Nobody', email: `${nonce()}@shop.example` });
    await changeSettings(made.merchantId, { isQuickPayOpen: true });
    await addAccount(made.merchantId);
    const credential = await findCredential(made.merchantId, 'live');
    const offer = await findLink(made.merchantId, 'live', made.quickPayToken);
    if (credential === null || offer === null) throw new Error('no link');
    const ask = { credential, link: offer.link, type: 'alipay', price: fen(100), contact: '' } as const;
    expect((await placeQuickPayOrder({ ...ask, nonce: nonce() })).isTold).toBe(false);
  });

  test('is one for two taps, and for 16 at once', async () => {
    const linkId = await makeLink({ paymentsMax: 1 });
    const once = nonce();
    const taps = await Promise.all(Array.from({ length: 16 }, () => pay(linkId, 100, once)));
    expect(new Set(taps.map(({ id }) => id)).size).toBe(1);
    expect((await pay(linkId, 100, once)).id).toBe(taps[0]?.id);
    await expect(pay(linkId, 100)).rejects.toMatchObject({ code: 'link.closed', details: { state: 'held' } });
  });

  test('of another amount under the same tap is refused, not mixed up', async () => {
    const linkId = await makeLink();
    const once = nonce();
    await pay(linkId, 100, once);
    await expect(pay(linkId, 200, once)).rejects.toMatchObject({ code: 'order.reference_taken' });
  });

  test('stays within the range of its link', async () => {
    const linkId = await makeLink({ min: fen(200), max: fen(300), presets: [] });
    for (const price of [199, 301]) {
      await expect(pay(linkId, price)).rejects.toMatchObject({ code: 'link.amount_invalid' });
    }
    expect((await pay(linkId, 300)).price).toBe(300);
  });
});

describe('64 buyers at once', () => {
  async function rush(linkId: number, price: number) {
    const tries = await Promise.allSettled(Array.from({ length: 64 }, () => pay(linkId, price)));
    const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code as string] : []));
    return { placed: 64 - refusals.length, refusals: new Set(refusals) };
  }

  test('get the places that a link has, and no more', async () => {
    const linkId = await makeLink({ paymentsMax: 5 });
    const { placed, refusals } = await rush(linkId, 100);
    expect({ placed, refusals: [...refusals] }).toEqual({ placed: 5, refusals: ['link.closed'] });
    expect((await look(linkId)).state).toBe('held');
  });

  test('get what the day has left, and no more', async () => {
    const linkId = await makeLink({ dailyMax: fen(1_050) });
    const { placed, refusals } = await rush(linkId, 100);
    expect({ placed, refusals: [...refusals] }).toEqual({ placed: 10, refusals: ['link.amount_invalid'] });
    // Half a yuan is still free.
    expect((await pay(linkId, 50)).price).toBe(50);
    expect((await look(linkId)).state).toBe('held');
  });

  test('are all served by a link without limits', async () => {
    expect((await rush(await makeLink(), 100)).placed).toBe(64);
  });
});

describe('a place', () => {
  test('is kept by a payment for good', async () => {
    const linkId = await makeLink({ paymentsMax: 1 });
    await settle(await pay(linkId, 100));
    const seen = await look(linkId);
    expect(seen).toMatchObject({ state: 'used_up', orderCount: 1, paidCount: 1 });
    await expect(pay(linkId, 100)).rejects.toMatchObject({ details: { state: 'used_up' } });
  });

  test('is free again when its order expires unpaid', async () => {
    const linkId = await makeLink({ paymentsMax: 1 });
    const order = await pay(linkId, 100);
    await sql()`update orders set expires_at = now() - interval '1 second' where id = ${order.id}`;
    await expireDueOrders({ limit: 100 });
    const ended = await findOrder({ merchantId: shop.merchantId, orderId: order.id });
    expect(ended?.status).toBe('expired');
    expect((await pay(linkId, 100)).id).not.toBe(order.id);
  });

  test('of the day comes back on the next', async () => {
    const linkId = await makeLink({ dailyMax: fen(100) });
    await settle(await pay(linkId, 100));
    expect((await look(linkId)).state).toBe('closed_today');
    await sql()`update orders set paid_at = paid_at - interval '1 day' where link_id = ${linkId}`;
    expect((await look(linkId)).state).toBe('active');
    expect((await pay(linkId, 100)).status).toBe('created');
  });
});

describe('a merchant', () => {
  test('closes a link and opens it again', async () => {
    const linkId = await makeLink();
    const key = { merchantId: shop.merchantId, linkId };
    await turnLink({ ...key, isDisabled: true });
    await expect(pay(linkId, 100)).rejects.toMatchObject({ details: { state: 'disabled' } });
    await turnLink({ ...key, isDisabled: false });
    expect((await pay(linkId, 100)).status).toBe('created');
  });

  test('lets a link end by the database’s clock', async () => {
    const linkId = await makeLink({ expiresAt: new Date(Date.now() - 60_000) });
    await expect(pay(linkId, 100)).rejects.toMatchObject({ details: { state: 'expired' } });
  });

  test('changes the terms, and wrong ones are named', async () => {
    const linkId = await makeLink();
    const key = { merchantId: shop.merchantId, linkId };
    await changeLink({ ...key, ...TERMS, title: ' 新 ', presets: [fen(100)], min: fen(50) });
    expect((await look(linkId)).link).toMatchObject({ title: '新', presets: [100], min: 50 });
    const wrong = [
      { title: '' },
      { min: fen(200), max: fen(100), presets: [] },
      { min: fen(1_000) },
      { skin: 2 },
      { paymentsMax: 0 },
    ];
    for (const terms of wrong) {
      const change = changeLink({ ...key, ...TERMS, ...terms } as never);
      await expect(change).rejects.toMatchObject({ code: 'link.invalid' });
    }
  });

  test('gives a link a new token and lets the old one live for a while', async () => {
    const linkId = await makeLink();
    const key = { merchantId: shop.merchantId, linkId };
    const first = (await look(linkId)).link.token;
    const { token: second } = await rotateLinkToken({ ...key, graceSeconds: 3_600 });
    const found = await Promise.all([first, second].map((token) => findLink(shop.merchantId, 'live', token)));
    expect(found.map((offer) => offer?.link.id)).toEqual([linkId, linkId]);
    await rotateLinkToken({ ...key, graceSeconds: 0 });
    expect(await findLink(shop.merchantId, 'live', first)).toBeNull();
    expect(await findLink(shop.merchantId, 'live', second)).toBeNull();
  });

  test('finds what was done to a link in the audit log, never its token, and nothing of what was refused', async () => {
    const [{ merchantId }, foreignId] = [await openShop(), await makeLink()];
    const mine = { mode: 'live', merchantId } as const;
    const { linkId } = await createLink({ ...mine, ...TERMS });
    const key = { merchantId, linkId };
    const expiresAt = new Date('2030-01-01T00:00:00Z');
    const limits = { min: fen(100), max: fen(900), dailyMax: fen(5_000), paymentsMax: 3 };
    await changeLink({ ...key, ...TERMS, ...limits, presets: [], expiresAt });
    await turnLink({ ...key, isDisabled: true });
    const first = (await describeLink({ ...mine, linkId }))?.link.token;
    const { token: second } = await rotateLinkToken({ ...key, graceSeconds: 3_600 });
    const foreign = { merchantId, linkId: foreignId };
    for (const attempt of [
      () => createLink({ ...mine, ...TERMS, title: '' }),
      () => changeLink({ ...foreign, ...TERMS }),
      () => turnLink({ ...foreign, isDisabled: true }),
      () => rotateLinkToken({ ...foreign, graceSeconds: 0 }),
    ]) {
      await expect(attempt()).rejects.toThrow();
    }
    const { rows } = await listAudit({ merchantId, action: 'link', page: 1, pageSize: 50 });
    const made = { title: '打赏', contactLabel: '', closedMessage: '', skin: 0 };
    const unlimited = { minFen: null, maxFen: null, dailyFen: null, paymentsMax: null, expiresAt: null };
    const limited = { minFen: 100, maxFen: 900, dailyFen: 5_000, paymentsMax: 3 };
    expect(rows.map(({ action, data }) => [action, data]).reverse()).toEqual([
      ['link.added', { mode: 'live', ...made, ...unlimited, presets: '6.66, 10.00' }],
      ['link.changed', { ...made, ...limited, presets: '', expiresAt: expiresAt.toISOString() }],
      ['link.turned', { isDisabled: true }],
      ['link.token_rotated', { graceSeconds: 3_600 }],
    ]);
    expect(new Set(rows.map(({ subject }) => subject))).toEqual(new Set([`link:${linkId}`]));
    for (const token of [first, second]) expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('touches no link of another', async () => {
    const other = await openShop();
    const linkId = await makeLink();
    const key = { merchantId: other.merchantId, linkId };
    const tries = await Promise.allSettled([
      changeLink({ ...key, ...TERMS }),
      turnLink({ ...key, isDisabled: true }),
      rotateLinkToken({ ...key, graceSeconds: 0 }),
    ]);
    const codes = tries.map((one) => (one.status === 'rejected' ? one.reason.code : one.status));
    expect(codes).toEqual(['link.unknown', 'link.unknown', 'link.unknown']);
    const { link } = await look(linkId);
    const ask = { credential: { ...other.credential, isQuickPayOpen: true }, link, type: 'alipay' } as const;
    const foreign = placeQuickPayOrder({ ...ask, price: fen(100), contact: '', nonce: nonce() });
    await expect(foreign).rejects.toMatchObject({ code: 'link.closed' });
    expect((await listLinks(other.merchantId, 'live')).some((one) => one.link.id === linkId)).toBe(false);
  });

  test('sees how often each link was looked at', async () => {
    const [one, two] = [await makeLink(), await makeLink()];
    for (const linkId of [one, two, one]) countView(linkId);
    await writeViews();
    expect([(await look(one)).viewCount, (await look(two)).viewCount]).toEqual([2, 1]);
  });
});
