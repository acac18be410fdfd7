import {
  claimDueNotifications,
  type NotificationClaim,
  recordSending,
  releaseNotification,
  senderSettings,
  writeLetter,
} from '@/lib/core/notifications';
import { notify } from '@/lib/notifiers';
import type { HttpClient } from '@/lib/platform/http';
import { log } from '@/lib/platform/log';
import { repeat } from '@/worker/repeat';

const SLOTS = 16;
/** Longer than the longest attempt; after it another worker may send again. */
const LEASE_SECONDS = 40;

export interface NotificationSender {
  readonly client: HttpClient;
  /** In [0, 1), spreads the waits. */
  readonly random: () => number;
}

export interface Postman {
  /** Takes what is due into its free slots. */
  look(): Promise<void>;
  /** Resolves when nothing is being sent. */
  settled(): Promise<void>;
  /** Takes nothing more, waits for what is under way, then gives the rest back untried. */
  drain(timeoutMs: number): Promise<void>;
}

/** Makes one attempt at a claimed notification and records what came of it. */
async function sendNotification(claim: NotificationClaim, sender: NotificationSender): Promise<void> {
  const { kind, config, event, data } = claim;
  const letter = writeLetter(claim, config.language);
  const message = { ...letter, id: `ntf_${claim.notificationId}`, event, data, at: claim.createdAt };
  const tools = { ...(await senderSettings()), client: sender.client };
  const reply = await notify(kind, config, message, tools);
  const outcome = await recordSending(claim, reply, sender.random());
  const { merchantId, targetId, notificationId, attempt } = claim;
  log.info({ merchantId, targetId, notificationId, event, kind, attempt, outcome }, 'notification tried');
}

/** A pool of slots, so that a target that hangs holds up nobody else. A claim that fails is sent again after its lease. */
export function createPostman(sender: NotificationSender, slots = SLOTS): Postman {
  const underWay = new Map<NotificationClaim, Promise<void>>();
  let isDraining = false;

  const take = (claim: NotificationClaim) => {
    const { notificationId } = claim;
    const attempt = sendNotification(claim, sender)
      .catch((error: unknown) => log.error({ error, notificationId }, 'a notification cannot be sent'))
      .finally(() => underWay.delete(claim));
    underWay.set(claim, attempt);
  };

  const settled = async () => {
    while (underWay.size > 0) await Promise.all(underWay.values());
  };

  return {
    settled,
    async look() {
      if (isDraining || underWay.size >= slots) return;
      const claims = await claimDueNotifications({
        limit: slots - underWay.size,
        leaseSeconds: LEASE_SECONDS,
      });
      claims.forEach(take);
    },
    async drain(timeoutMs) {
      isDraining = true;
      await Promise.race([settled(), new Promise((done) => setTimeout(done, timeoutMs))]);
      await Promise.all([...underWay.keys()].map((claim) => releaseNotification(claim)));
    },
  };
}

/** Sends what is due, each second. */
export function sendNotifications(postman: Postman, signal: AbortSignal): Promise<void> {
  return repeat('send-notifications', { everyMs: 1_000, signal }, () => postman.look());
}
