/**
 * The double-entry ledger. Promises that every amount leaves one book and reaches another in the transaction that
 * makes it true, that rows are only added, and that a balance is nothing but their sum.
 */
export { type Posting, postTransfer } from './post-transfer';
export { recordSettlement } from './record-settlement';
export type { Settlement } from './settlement';
export { selectSettlements as listSettlements } from './settlements-store';
export {
  type LedgerEntry,
  selectBalance as balanceOf,
  selectBalances as balancesOf,
  selectEntries as listTransfers,
} from './store';
export type { Book, TransferKind } from './transfer';
