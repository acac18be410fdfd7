/**
 * Orders and their one life: created, pending, paid, refunded, expired, closed. Promises that every move is one guarded
 * update in the transaction that writes its event, releases its amount and, for money, its callback. Knows no
 * wire format and no account.
 */
export { chooseType } from './choose-type';
export { closeOrder } from './close-order';
export { confirmPayment } from './confirm-payment';
export { expireDueOrders, extendAfterRestart } from './expire-orders';
export {
  announceOrder,
  insertEvent as noteEvent,
  lockOpenable as lockOpenableOrder,
  lockOrder,
  movePending as markPending,
} from './moves-store';
export {
  isOpen,
  isPaid,
  type Oddity,
  type Order,
  type OrderStatus,
  type PaidOrder,
  soleProduct,
} from './order';
export { extendForOutage } from './outage-store';
export { type GoodsLine, type PlaceGoodsOrder, placeGoodsOrder } from './place-goods-order';
export { type PlaceOrder, placeOrder } from './place-order';
export {
  lockPaid as lockPaidOrder,
  moveRefunded as markRefunded,
  releaseRefund,
  reserveRefund,
} from './refund-store';
export { searchOrders } from './search-orders';
export { dueOf, type HandSettlement, settleByHand, settleWithin } from './settle-by-hand';
export {
  type DaySummary,
  type OrderChange,
  type OrderEvent,
  type OrderSearch,
  selectByReference as findOrderByReference,
  selectByToken as findOrderByToken,
  selectDatabaseTime as databaseTime,
  selectDaySummary as summariseDay,
  selectEvents as eventsOfOrder,
  selectOrder as findOrder,
  watchOrders,
} from './store';
