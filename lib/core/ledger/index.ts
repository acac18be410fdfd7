/**
 * The double-entry ledger. Promises that every amount leaves one book and reaches another in the transaction that
 * makes it true, that rows are only added, and that a balance is nothing but their sum. Keeps money and points in books
 * of their own; points are never spent beyond what there is, by however many at once.
 */

export { takeBackPoints } from '@/lib/core/ledger/take-back-points';
export { selectLowPoints as lowPoints } from './conditions-store';
export {
  selectPoints as pointsOf,
  selectPointsOfMany as pointsOfMany,
  selectWrongPoints as verifyPoints,
} from './points-store';
export { type Posting, postTransfer } from './post-transfer';
export { recordSettlement } from './record-settlement';
export { refundFee } from './refund-fee';
export type { Settlement } from './settlement';
export { selectSettlements as listSettlements } from './settlements-store';
export { type PointSpending, spendPoints } from './spend-points';
export {
  type LedgerEntry,
  selectBalance as balanceOf,
  selectBalances as balancesOf,
  selectEntries as listTransfers,
  selectPointEntries as listPoints,
} from './store';
export { topUpPoints } from './top-up-points';
export type { Book, PointTransferKind, TransferKind } from './transfer';
