import { silentMonitors } from '@/lib/core/accounts';
import { unmatchedArrivals, waitingAppeals } from '@/lib/core/arrivals';
import { failingCallbacks } from '@/lib/core/callbacks';
import { lowStock } from '@/lib/core/catalogue';
import { lowPoints } from '@/lib/core/ledger';
import { type Audience, audiences, type News, raise } from '@/lib/core/notifications';
import { usedQuotas } from '@/lib/core/plans';
import { logonFee, offlineSessions } from '@/lib/core/sessions';
import type { NotificationEvent } from '@/lib/core/vocabulary';
import { log } from '@/lib/platform/log';
import { formatYuan } from '@/lib/platform/money';
import { repeat } from '@/worker/repeat';

const EVERY_MS = 15_000;
/** A session that comes back sooner is nobody's trouble. */
const OFFLINE_MS = 120_000;
/** Card keys left of a product. */
const STOCK_LOW = 5;
/** Fewer points than so many log-ons cost are few. */
const LOGONS_LEFT = 3;
/** Of one kind and merchant in one look; the others follow as these are told. */
const AT_ONCE = 20;

type Look = (audience: Audience) => Promise<News[]>;

/** News of a merchant for himself and, where the operator listens, for him too with the merchant's number. */
function forBoth(
  audience: Audience,
  event: NotificationEvent,
  { merchantId, ...news }: { merchantId: number; dedupeKey: string; data: News['data'] },
): News[] {
  const own = audience.merchantIds.includes(merchantId) ? [{ ...news, event, merchantId }] : [];
  const data = { ...news.data, merchantId };
  const dedupeKey = `${news.dedupeKey}:${merchantId}`;
  return audience.isOperatorListening ? [...own, { event, merchantId: null, dedupeKey, data }] : own;
}

const sessionOffline: Look = async (audience) => {
  const all = await offlineSessions();
  return all
    .filter(({ since }) => since !== null && Date.now() - since.getTime() > OFFLINE_MS)
    .flatMap(({ merchantId, sessionId, label, reason, since }) =>
      forBoth(audience, 'session_offline', {
        merchantId,
        dedupeKey: `session_offline:${sessionId}:${since?.getTime()}`,
        data: { sessionId, label, reason: reason ?? '' },
      }),
    );
};

const monitorOffline: Look = async ({ merchantIds }) => {
  const silent = await silentMonitors(merchantIds);
  return silent.map(({ merchantId, monitorId, name, accounts, since }) => ({
    merchantId,
    event: 'monitor_offline',
    dedupeKey: `monitor_offline:${monitorId}:${since.getTime()}`,
    data: { monitorId, name, accounts },
  }));
};

const callbacksFailing: Look = async (audience) => {
  const failing = await failingCallbacks(audience.isOperatorListening ? null : audience.merchantIds);
  return failing.flatMap(({ merchantId, hour, ...data }) =>
    forBoth(audience, 'callbacks_failing', { merchantId, dedupeKey: `callbacks_failing:${hour}`, data }),
  );
};

const arrivalUnmatched: Look = async ({ merchantIds }) => {
  const waiting = await unmatchedArrivals(merchantIds, AT_ONCE);
  return waiting.map(({ merchantId, arrivalId, type, amount }) => ({
    merchantId,
    event: 'arrival_unmatched',
    dedupeKey: `arrival_unmatched:${arrivalId}`,
    data: { arrivalId, type, amount: formatYuan(amount) },
  }));
};

const appealOpened: Look = async ({ merchantIds }) => {
  const waiting = await waitingAppeals(merchantIds, AT_ONCE);
  return waiting.map(({ merchantId, appealId, outOrderId, amount }) => ({
    merchantId,
    event: 'appeal_opened',
    dedupeKey: `appeal_opened:${appealId}`,
    data: { appealId, outOrderId, amount: formatYuan(amount) },
  }));
};

const stockLow: Look = async ({ merchantIds }) => {
  const low = await lowStock(merchantIds, STOCK_LOW);
  return low.map(({ merchantId, productId, name, left, lastKeyId }) => ({
    merchantId,
    event: 'stock_low',
    dedupeKey: `stock_low:${productId}:${lastKeyId}`,
    data: { productId, product: name, left },
  }));
};

/** At 80 % before all is used, and at 100 %; each limit once a day. */
function quota(event: 'quota_80' | 'quota_100', from: number, below: number): Look {
  const isReached = (used: number, limit: number | null): limit is number =>
    limit !== null && used * 100 >= limit * from && used * 100 < limit * below;
  return async ({ merchantIds }) => {
    const all = await usedQuotas(merchantIds);
    return all.flatMap(({ merchantId, day, ordersToday, ordersPerDay, sumToday, sumPerDay }) => {
      const news = (kind: string, used: number | string, limit: number | string): News => ({
        merchantId,
        event,
        dedupeKey: `${event}:${kind}:${day}:${limit}`,
        data: { kind, used, limit },
      });
      return [
        ...(isReached(ordersToday, ordersPerDay) ? [news('orders', ordersToday, ordersPerDay)] : []),
        ...(isReached(sumToday, sumPerDay) && sumPerDay !== null
          ? [news('sum', formatYuan(sumToday), formatYuan(sumPerDay))]
          : []),
      ];
    });
  };
}

const pointsLow: Look = async ({ merchantIds }) => {
  const fee = await logonFee('live');
  const low = await lowPoints(merchantIds, fee * LOGONS_LEFT);
  return low.map(({ merchantId, points, lastIncomeId }) => ({
    merchantId,
    event: 'points_low',
    dedupeKey: `points_low:${lastIncomeId}`,
    data: { points, fee },
  }));
};

const LOOKS: Readonly<Record<NotificationEvent, Look>> = {
  session_offline: sessionOffline,
  monitor_offline: monitorOffline,
  callbacks_failing: callbacksFailing,
  arrival_unmatched: arrivalUnmatched,
  appeal_opened: appealOpened,
  stock_low: stockLow,
  quota_80: quota('quota_80', 80, 100),
  quota_100: quota('quota_100', 100, Number.POSITIVE_INFINITY),
  points_low: pointsLow,
};

/** Looks once at everything that somebody wants to hear of, and raises what it finds. */
export async function lookAtConditions(): Promise<void> {
  const wanted = await audiences();
  for (const [event, look] of Object.entries(LOOKS)) {
    const audience = wanted[event as NotificationEvent];
    if (audience.merchantIds.length === 0 && !audience.isOperatorListening) continue;
    // One question that fails keeps nobody from hearing of the others.
    try {
      await raise(...(await look(audience)));
    } catch (error) {
      log.error({ error, event }, 'a condition cannot be looked at');
    }
  }
}

/** Tells those who want to hear of it what needs attention. Every worker looks; each piece of news is told once. */
export function watchConditions(signal: AbortSignal): Promise<void> {
  return repeat('watch-conditions', { everyMs: EVERY_MS, signal }, lookAtConditions);
}
