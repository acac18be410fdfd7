import { type Channel, channelOf } from '@/lib/channels';
import { findAccount } from '@/lib/core/accounts';
import type { Order } from '@/lib/core/orders';

export type AskChannel = NonNullable<Channel['refund']>;

/**
 * How to ask the channel that took the order's money to give it back. Null when it cannot, and when the money
 * never came through it: what the merchant settled by hand only he can return.
 */
export async function channelRefundOf(order: Order): Promise<AskChannel | null> {
  const { merchantId, accountId } = order;
  if (accountId === null || order.oddities.includes('manual')) return null;
  const account = await findAccount({ merchantId, accountId });
  const channel = account === null ? null : channelOf(account.channel);
  return channel?.refund?.bind(channel) ?? null;
}

export async function canChannelRefund(order: Order): Promise<boolean> {
  return (await channelRefundOf(order)) !== null;
}
