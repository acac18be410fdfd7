/**
 * Accounts and their codes, the monitors that watch them, the amounts that orders hold on them, and the payments that arrive.
 * Promises that no two live orders ask one account for the same amount, that every payment seen is kept before
 * it is matched, and that nothing settles by guess. Knows no wire format.
 */
export { changeAccount, createAccount, removeAccount } from './accounts';
export {
  type Account,
  type AccountView,
  type MonitorView,
  type OnlineSwitch,
  selectAccount as findAccount,
  selectAccountOwner as findAccountOwner,
  selectAccounts as listAccounts,
  selectIsCollecting as isCollecting,
  selectMonitors as listMonitors,
} from './accounts-store';
export type { Arrival, ArrivalOutcome } from './arrival';
export { describePayment } from './describe-payment';
export { addFixedCodes } from './fixed-codes';
export {
  type FixedCodeView,
  markFixedCodeRemoved as removeFixedCode,
  selectFixedCodes as listFixedCodes,
} from './fixed-codes-store';
export { type Match, matchArrival, matchUndecided } from './match-arrival';
export {
  createMonitor,
  findMonitorBySignature,
  monitorKey,
  paidAtFromMonitor,
  recordHeartbeat,
  removeMonitor,
} from './monitors';
export { openOrder } from './open-order';
export { recordArrival } from './record-arrival';
export { selectArrivals as searchArrivals, selectArrivalsOfOrder as arrivalsOfOrder } from './store';
export type { Rule, RuleContent } from './rule';
export { changeRule, createRule, type Eligibility, removeRule, type Trial, tryRules } from './rules';
export { selectRules as listRules } from './rules-store';
