/**
 * Accounts and their codes, the monitors that watch them, the amounts that orders hold on them, and the payments that arrive.
 * Promises that no two live orders ask one account for the same amount, that every payment seen is kept before
 * it is matched, and that nothing settles by guess. Knows no wire format.
 */
export { changeAccount, createAccount, createSessionAccount, removeAccount } from './accounts';
export {
  type Account,
  type AccountView,
  type MonitorView,
  markAccountRemoved as removeSessionAccount,
  type OnlineSwitch,
  selectAccount as findAccount,
  selectAccountOwner as findAccountOwner,
  selectAccounts as listAccounts,
  selectIsCollecting as isCollecting,
  selectMonitors as listMonitors,
  selectOnlineTypes as onlineTypes,
} from './accounts-store';
export {
  type Answer,
  answerAppeal,
  type Claim,
  findAppeal,
  openAppeal,
  receivablesFor,
} from './appeals';
export {
  type Appeal,
  type AppealItem,
  type AppealStatus,
  type Receivable,
  selectAppeals as listAppeals,
  selectOpenAppealOf as findOpenAppeal,
} from './appeals-store';
export type { Arrival, ArrivalOutcome } from './arrival';
export {
  selectSilentMonitors as silentMonitors,
  selectUnmatchedArrivals as unmatchedArrivals,
  selectWaitingAppeals as waitingAppeals,
} from './conditions-store';
export { describePayment } from './describe-payment';
export { addFixedCodes } from './fixed-codes';
export {
  type FixedCodeView,
  markFixedCodeRemoved as removeFixedCode,
  selectFixedCodes as listFixedCodes,
} from './fixed-codes-store';
export {
  type ArrivalSums,
  arrivalSums,
  countWaiting,
  suggestForAll,
  suggestOrders,
  type WaitingWork,
} from './inbox';
export {
  type InboxItem,
  type InboxOutcome,
  type OutcomeSum,
  selectInbox as listInbox,
  type Waiting,
} from './inbox-store';
export type { Exclusion } from './judge-rule';
export { type Match, matchArrival, matchUndecided } from './match-arrival';
export {
  type Admission,
  admitForwarded,
  admitMessage,
  type Refusal,
  type ReportedArrival,
  type ReportOutcome,
  recordReported,
  refuseMessage,
} from './monitor-messages';
export {
  createMonitor,
  findMonitorBySignature,
  identifyMonitor,
  monitorKey,
  paidAtFromMonitor,
  recordHeartbeat,
  removeMonitor,
} from './monitors';
export type { NoticeRule } from './notice-rule';
export {
  listNoticeRules,
  type NoticeRuleView,
  type RuleDraft,
  type RuleVersion,
  saveNoticeRule,
  tryNotice,
} from './notice-rules';
export {
  keepRefusedEvent,
  type NoticeOutcome,
  readNotice,
  readWaitingNotices,
  recordNotice,
} from './notices';
export { selectUnreadNotices as listUnreadNotices, type UnreadNotice } from './notices-store';
export { openOrder } from './open-order';
export type { Confidence, Ground, Suggestion } from './rank-candidate';
export { PATTERN_MAX, type Reading, type UnreadReason } from './read-notice';
export { type NewArrival, recordArrival, recordArrivals } from './record-arrival';
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
export { type ArrivalSettlement, ignoreArrival, markDuplicate, settleArrival } from './settle-arrival';
export { type Share, simulateStrategy } from './simulate-strategy';
export { selectArrivals as searchArrivals, selectArrivalsOfOrder as arrivalsOfOrder } from './store';
export { startTestPayment, type TestTrace, testTraceOf } from './test-payment';
