/**
 * Money given back. Promises that never more is given back than was paid, that a channel is asked outside any
 * transaction and with one number per refund, and that what a crash leaves half done is finished once.
 */
export { canChannelRefund } from './channel-of-order';
export { finishRefunds } from './finish-refunds';
export type { Refund, RefundStatus, RefundWay } from './refund';
export { type RefundRequest, type RefundResult, refundOrder } from './refund-order';
export { selectRefunds as refundsOfOrder } from './store';
