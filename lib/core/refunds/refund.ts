import type { Fen } from '@/lib/platform/money';

/** channel: the channel moved the money. manual: the merchant did, and says so. */
export type RefundWay = 'channel' | 'manual';

/** sending: the channel was asked and its answer is not known yet. */
export type RefundStatus = 'sending' | 'done' | 'failed';

export interface Refund {
  readonly merchantId: number;
  readonly id: number;
  readonly orderId: number;
  /** Ours, given to the channel; asking twice with it refunds once. */
  readonly refundNo: string;
  readonly amount: Fen;
  readonly way: RefundWay;
  readonly status: RefundStatus;
  readonly reason: string;
  readonly actor: string;
  /** What the channel said: its number of the refund, or why it refused. */
  readonly channelReply: { readonly reference: string } | { readonly refusal: string } | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}
