import type { NotificationClaim } from '@/lib/core/notifications/notification';
import { claimDue } from '@/lib/core/notifications/store';
import { openConfig } from '@/lib/core/notifications/targets';

/**
 * Takes up to `limit` due notifications for this process, at most one per target, and none for a target that took one
 * within three seconds. Each claim raises the fence; when the lease ends unrecorded, another worker sends again.
 */
export async function claimDueNotifications(options: {
  limit: number;
  leaseSeconds: number;
}): Promise<NotificationClaim[]> {
  const rows = await claimDue(options);
  return rows.map(({ configSealed, ...row }) => ({ ...row, config: openConfig(configSealed) }));
}
