/**
 * Receiving accounts: their codes, the rules that say which orders they may serve, and the monitors that watch them.
 * Promises that an account is offered only while somebody sees its money, and that nothing of one merchant is shown to
 * another. Knows no order but to give it the time of an outage.
 */
export { changeAccount, createAccount, createSessionAccount, removeAccount } from './accounts';
export { endSilence } from './end-silence';
export { addFixedCodes } from './fixed-codes';
export {
  type FixedCodeView,
  markFixedCodeRemoved as removeFixedCode,
  selectFixedCodes as listFixedCodes,
} from './fixed-codes-store';
export type { Exclusion } from './judge-rule';
export {
  createMonitor,
  findMonitorBySignature,
  identifyMonitor,
  monitorKey,
  paidAtFromMonitor,
  recordHeartbeat,
  removeMonitor,
} from './monitors';
export {
  learnedAhead,
  type MonitorKey,
  type MonitorView,
  selectMonitors as listMonitors,
  selectSilentMonitors as silentMonitors,
  silentSince,
  updateOddClock as noteOddClock,
} from './monitors-store';
export type { Rule, RuleContent } from './rule';
export {
  changeRule,
  chooseDefaultRule,
  createRule,
  type Eligibility,
  removeRule,
  type Trial,
  tryRules,
} from './rules';
export { selectRules as listRules } from './rules-store';
export {
  type Account,
  type AccountKey,
  type AccountView,
  markAccountRemoved as removeSessionAccount,
  type OnlineSwitch,
  selectAccount as findAccount,
  selectAccountOwner as findAccountOwner,
  selectAccounts as listAccounts,
  selectIsCollecting as isCollecting,
  selectOnlineTypes as onlineTypes,
} from './store';
