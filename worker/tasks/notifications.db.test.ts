import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '@/db/client';
import { openAppeal } from '@/lib/core/arrivals';
import { createProduct, importCards } from '@/lib/core/catalogue';
import { topUpPoints } from '@/lib/core/ledger';
import {
  addTarget,
  changeMailSettings,
  changeTarget,
  claimDueNotifications,
  enableTarget,
  listTargets,
  raise,
  readTarget,
  recordSending,
  removeTarget,
  senderSettings,
} from '@/lib/core/notifications';
import { expireDueOrders, settleByHand } from '@/lib/core/orders';
import { claimSessions, logonFee, loseSession } from '@/lib/core/sessions';
import { MERCHANT_EVENTS, type NotificationEvent } from '@/lib/core/vocabulary';
import { createHttpClient } from '@/lib/platform/http';
import { fen } from '@/lib/platform/money';
import { type Receiver, startReceiver } from '@/tests/support/receiver';
import { logOn } from '@/tests/support/sessions';
import { addAccount, addMonitor, open, openShop, order as placeOrder } from '@/tests/support/shop';
import { createPostman, type Postman } from './send-notifications';
import { lookAtConditions } from './watch-conditions';

const POLICY = { allowCidrs: ['127.0.0.0/8'], ownPorts: [], databasePort: null };
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let site: Receiver;
let postmen: Postman[];

beforeEach(async () => {
  await sql()`truncate notifications, notification_targets cascade`;
  site = await startReceiver();
  postmen = [];
});

afterEach(async () => {
  await site.close();
  await Promise.all(postmen.map((postman) => postman.drain(5_000)));
});

function startPostman(totalTimeoutMs = 2_000): Postman {
  const client = createHttpClient({ policy: POLICY, totalTimeoutMs });
  const postman = createPostman({ client, random: () => 0.5 });
  postmen.push(postman);
  return postman;
}

/** Everything is due and no pace holds it back. */
async function makeDue(): Promise<void> {
  await sql()`update notifications set next_attempt_at = now() - interval '1 second' where status = 'waiting'`;
  await sql()`update notification_targets set last_sent_at = last_sent_at - interval '1 minute'`;
}

async function run(postman: Postman): Promise<void> {
  await makeDue();
  await postman.look();
  await postman.settled();
}

async function listen(
  merchantId: number | null,
  events: readonly NotificationEvent[] = MERCHANT_EVENTS,
  url = `${site.url}/in`,
): Promise<{ merchantId: number | null; targetId: number }> {
  const config = { shown: { url }, secrets: { secret: SECRET }, language: 'zh-CN' as const };
  const target = { merchantId, kind: 'webhook' as const, label: 'site', events, actor: 'user:1', ...config };
  return { merchantId, ...(await addTarget(target)) };
}

function news(merchantId: number | null, dedupeKey = 'stock_low:1:1') {
  return {
    merchantId,
    event: 'stock_low' as const,
    dedupeKey,
    data: { productId: 1, product: '会员', left: 2 },
  };
}

function standings() {
  return sql()<{ status: string; attempts: number; failure: string | null }[]>`
    select status, attempts, failure from notifications order by id`;
}

describe('the outbox of notifications', () => {
  it('tells each enabled target that wants the event once, however often it is raised', async () => {
    const { merchantId } = await openShop();
    const { merchantId: stranger } = await openShop();
    await listen(merchantId);
    await listen(merchantId, ['stock_low', 'points_low']);
    await listen(merchantId, ['appeal_opened']);
    await listen(stranger);
    const told = await Promise.all([1, 2, 3, 4].map(() => raise(news(merchantId))));
    expect(told.reduce((sum, count) => sum + count)).toBe(2);
    await Promise.all([run(startPostman()), run(startPostman())]);
    expect(site.requests).toHaveLength(2);
    expect(JSON.parse(site.requests[0]?.body ?? '')).toMatchObject({
      type: 'stock_low',
      data: { title: '“会员”库存不足', url: expect.stringMatching(/\/cards\?product=1$/), left: 2 },
    });
    expect(await standings()).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
  });

  it('lets a target that is switched off or removed hear nothing, what waited included', async () => {
    const { merchantId } = await openShop();
    const off = await listen(merchantId);
    const gone = await listen(merchantId);
    await raise(news(merchantId));
    await enableTarget({ ...off, isEnabled: false, actor: 'user:1' });
    await removeTarget({ ...gone, actor: 'user:1' });
    expect(await raise(news(merchantId, 'stock_low:1:2'))).toBe(0);
    await run(startPostman());
    await enableTarget({ ...off, isEnabled: true, actor: 'user:1' });
    await run(startPostman());
    expect(site.requests).toEqual([]);
    expect(await standings()).toMatchObject([{ status: 'dead' }, { status: 'dead' }]);
  });

  it('tries a target that is down for a day, then gives up, and holds up nobody else', async () => {
    const { merchantId } = await openShop();
    const closed = await startReceiver();
    await closed.close();
    const down = await listen(merchantId, MERCHANT_EVENTS, closed.url);
    await listen(merchantId);
    await raise(news(merchantId));
    const postman = startPostman();
    for (let attempt = 1; attempt <= 12; attempt++) await run(postman);
    expect(site.requests).toHaveLength(1);
    expect(await standings()).toMatchObject([
      { status: 'dead', attempts: 9 },
      { status: 'sent', attempts: 1 },
    ]);
    const [view] = await listTargets(merchantId);
    expect(view).toMatchObject({ ...{ targetId: down.targetId }, lastSentAt: null, waiting: 0 });
    expect(view?.lastFailure).toMatch(/ECONNREFUSED/);
  });

  it('does not let a target that hangs hold up another', async () => {
    const { merchantId } = await openShop();
    const quick = await startReceiver();
    site.replyWith({ kind: 'hang' });
    await listen(merchantId);
    await listen(merchantId, MERCHANT_EVENTS, quick.url);
    await raise(news(merchantId, 'a'), news(merchantId, 'b'));
    const postman = startPostman(3_000);
    await postman.look();
    await quick.waitFor(1);
    await makeDue();
    await expect
      .poll(async () => {
        await makeDue();
        await postman.look();
        return quick.requests.length;
      })
      .toBe(2);
    expect(site.requests.length).toBeLessThanOrEqual(2);
    await postman.settled();
    await quick.close();
  });

  it('sends again what a worker died over, and refuses the late record of the dead', async () => {
    const { merchantId } = await openShop();
    await listen(merchantId);
    await raise(news(merchantId));
    const [lost] = await claimDueNotifications({ limit: 10, leaseSeconds: 40 });
    if (lost === undefined) throw new Error('nothing was claimed');
    await run(startPostman());
    expect(site.requests).toEqual([]);
    await sql()`update notifications set leased_until = now() - interval '1 second'`;
    await run(startPostman());
    expect(site.requests).toHaveLength(1);
    const late = { isSent: false as const, reason: 'late', retryAfterSeconds: null };
    expect(await recordSending(lost, late)).toBe('superseded');
    await run(startPostman());
    expect(site.requests).toHaveLength(1);
    expect(await standings()).toEqual([{ status: 'sent', attempts: 1, failure: null }]);
  });

  it('never lets more than fifty wait for a target, and sends it one at a time', async () => {
    const { merchantId } = await openShop();
    await listen(merchantId);
    await raise(...Array.from({ length: 60 }, (_, n) => news(merchantId, `n${n}`)));
    for (let n = 60; n < 70; n++) await raise(news(merchantId, `n${n}`));
    expect(await standings()).toHaveLength(50);
    const claims = await Promise.all(
      [1, 2].map(() => claimDueNotifications({ limit: 10, leaseSeconds: 40 })),
    );
    expect(claims.flat()).toHaveLength(1);
  });
});

describe('targets', () => {
  it('keep their secrets from what is shown, and through a change that names none', async () => {
    const { merchantId } = await openShop();
    const key = await listen(merchantId);
    expect(JSON.stringify(await listTargets(merchantId))).not.toContain(SECRET);
    const [row] = await sql()<{ configSealed: string }[]>`select config_sealed from notification_targets`;
    expect(row?.configSealed).not.toContain('127.0.0.1');
    const config = { shown: { url: 'https://new.example/' }, secrets: {}, language: 'en' as const };
    await changeTarget({ ...key, ...config, label: 'other', events: ['stock_low'], actor: 'user:1' });
    expect(await readTarget(key)).toMatchObject({ config: { ...config, secrets: { secret: SECRET } } });
  });

  it('are nobody else’s', async () => {
    const [{ merchantId }, stranger] = [await openShop(), await openShop()];
    const { targetId } = await listen(merchantId);
    for (const other of [stranger.merchantId, null]) {
      const key = { merchantId: other, targetId, actor: 'user:2' };
      await expect(readTarget(key)).rejects.toMatchObject({ code: 'target.unknown' });
      await expect(removeTarget(key)).rejects.toMatchObject({ code: 'target.unknown' });
      await expect(enableTarget({ ...key, isEnabled: false })).rejects.toMatchObject({
        code: 'target.unknown',
      });
    }
    expect(await listTargets(stranger.merchantId)).toEqual([]);
    expect(await listTargets(null)).toEqual([]);
  });

  it('of the operator take only what the operator can hear of', async () => {
    await expect(listen(null, ['stock_low'])).rejects.toMatchObject({ code: 'target.invalid' });
    await expect(listen(null, [])).rejects.toMatchObject({ code: 'target.invalid' });
  });

  it('of mail forget the password with the user, and keep it otherwise', async () => {
    const server = { host: 'mail.example', port: 465, security: 'tls' as const, from: 'a@b.example' };
    await changeMailSettings({ ...server, user: 'a', password: 'secret-7' }, 'user:1');
    await changeMailSettings({ ...server, user: 'a', password: '' }, 'user:1');
    expect((await senderSettings()).mail).toMatchObject({ password: 'secret-7' });
    await changeMailSettings({ ...server, user: '', password: '' }, 'user:1');
    expect((await senderSettings()).mail).toMatchObject({ password: '' });
    await sql()`delete from installation_settings where name = 'mail'`;
  });
});

describe('what is watched', () => {
  async function told(): Promise<string[]> {
    await Promise.all([lookAtConditions(), lookAtConditions()]);
    const rows = await sql()<{ event: string }[]>`select event from notifications order by id`;
    return rows.map(({ event }) => event);
  }

  it('is each occurrence once though two workers watch: a monitor that fell silent, came back and fell again', async () => {
    const { merchantId } = await openShop();
    const { monitorId } = await addMonitor(merchantId);
    await addAccount(merchantId, monitorId);
    await listen(merchantId);
    expect(await told()).toEqual([]);
    await sql()`update monitors set last_seen_at = now() - interval '119 seconds' where id = ${monitorId}`;
    expect(await told()).toEqual([]);
    await sql()`update monitors set last_seen_at = now() - interval '3 minutes' where id = ${monitorId}`;
    expect(await told()).toEqual(['monitor_offline']);
    expect(await told()).toEqual(['monitor_offline']);
    await sql()`update monitors set last_seen_at = now() where id = ${monitorId}`;
    expect(await told()).toEqual(['monitor_offline']);
    await sql()`update monitors set last_seen_at = now() - interval '4 minutes' where id = ${monitorId}`;
    expect(await told()).toEqual(['monitor_offline', 'monitor_offline']);
  });

  it('is low stock until keys are imported, and again when those are few', async () => {
    const { merchantId } = await openShop();
    const { productId } = await createProduct({
      merchantId,
      name: '会员',
      price: fen(1000),
      categoryId: null,
    });
    await listen(merchantId);
    expect(await told()).toEqual([]);
    const supply = (lines: string[]) => importCards({ merchantId, productId, mode: 'live', lines });
    await supply(['A1', 'A2', 'A3']);
    expect(await told()).toEqual(['stock_low']);
    await supply(['B1']);
    expect(await told()).toEqual(['stock_low', 'stock_low']);
    await supply(['C1', 'C2', 'C3', 'C4']);
    expect(await told()).toEqual(['stock_low', 'stock_low']);
    const rows = await sql()<{ data: unknown }[]>`select data from notifications`;
    expect(JSON.stringify(rows)).not.toContain('A1');
  });

  it('is money that no order asked for, and the two marks of a plan', async () => {
    const shop = await openShop();
    const { merchantId } = shop;
    await listen(merchantId);
    await sql()`
      insert into arrivals (merchant_id, mode, type, source, dedupe_key, amount_fen, paid_at, outcome, decided_at)
      values (${merchantId}, 'live', 'alipay', 'test', 'n1', 123, now(), 'unmatched', now()),
        (${merchantId}, 'test', 'alipay', 'test', 'n2', 124, now(), 'unmatched', now())`;
    expect(await told()).toEqual(['arrival_unmatched']);
    const [plan] = await sql()<{ id: number }[]>`
      insert into plans (name, price_points, days, orders_per_day) values ('p', 1, 30, 10) returning id`;
    await sql()`
      insert into merchant_plans (merchant_id, plan_id, orders_per_day, features, expires_at)
      values (${merchantId}, ${plan?.id ?? 0}, 10, '{}', now() + interval '1 day')`;
    const use = async (count: number) => {
      for (let n = 0; n < count; n++) await placeOrder(shop, 100);
    };
    await use(7);
    expect(await told()).toHaveLength(1);
    await use(1);
    expect(await told()).toEqual(['arrival_unmatched', 'quota_80']);
    await use(2);
    expect(await told()).toEqual(['arrival_unmatched', 'quota_80', 'quota_100']);
  });

  it('is callbacks that fail, told to the merchant and to the operator with his number', async () => {
    const shop = await openShop();
    const { merchantId } = shop;
    await listen(merchantId);
    await listen(null, ['callbacks_failing']);
    const fail = async () => {
      const { id: orderId } = await placeOrder(shop, 1000);
      await settleByHand({ merchantId, orderId, actor: 'user:1', reason: 'test', amount: fen(1000) });
      await sql()`update callbacks set attempts = 1 where merchant_id = ${merchantId}`;
    };
    await fail();
    await fail();
    expect(await told()).toEqual([]);
    await fail();
    expect(await told()).toEqual(['callbacks_failing', 'callbacks_failing']);
    await fail();
    expect(await told()).toHaveLength(2);
    await run(startPostman());
    const titles = site.requests.map(({ body }) => JSON.parse(body).data.title);
    expect(titles.sort()).toEqual([`商户 ${merchantId}：异步回调失败`, '异步回调失败'].sort());
  });

  it('is a live session that went offline two minutes ago, told to its merchant and to the operator, once an outage', async () => {
    const { merchantId } = await openShop();
    await listen(merchantId);
    await listen(null, ['session_offline']);
    const { sessionId } = await logOn(merchantId);
    const lose = async () => {
      const claims = await claimSessions({ limit: 1_000, leaseSeconds: 30 });
      const held = claims.find((one) => one.sessionId === sessionId);
      if (held === undefined) throw new Error('the session is not to be claimed');
      await loseSession(held, 'aop.invalid-app-auth-token');
    };
    const lastFor = (seconds: number) => sql()`
      update sessions set offline_since = offline_since - make_interval(secs => ${seconds}::int) where id = ${sessionId}`;
    await sql()`update sessions set mode = 'live', channel = 'alipay-bill' where id = ${sessionId}`;
    await lose();
    await lastFor(60);
    expect(await told()).toEqual([]);
    await lastFor(61);
    expect(await told()).toEqual(['session_offline', 'session_offline']);
    expect(await told()).toHaveLength(2);
    await run(startPostman());
    const texts = site.requests.map(({ body }) => JSON.stringify(JSON.parse(body).data));
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).toContain('aop.invalid-app-auth-token');
  });

  it('is what a buyer reports as paid, and points that pay for few log-ons', async () => {
    const shop = await openShop();
    const { merchantId } = shop;
    await listen(merchantId);
    const { token, payable } = await open(await placeOrder(shop, 1000));
    await sql()`update orders set expires_at = now() - interval '1 millisecond' where token = ${token}`;
    await expireDueOrders({ limit: 1_000 });
    const claim = { token, amount: payable ?? fen(1000), paidAt: new Date(), payer: '张三' };
    await openAppeal(claim);
    await openAppeal(claim);
    expect(await told()).toEqual(['appeal_opened']);
    const topUp = (points: number) => topUpPoints({ merchantId, points, reason: 'test', actor: 'user:1' });
    const fee = await logonFee('live');
    await topUp(fee * 3 - 1);
    expect(await told()).toEqual(['appeal_opened', 'points_low']);
    await topUp(1);
    expect(await told()).toHaveLength(2);
  });
});
