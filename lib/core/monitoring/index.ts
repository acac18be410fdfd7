/**
 * What monitors say: signed messages and forwarded notices. Promises that a message is taken once, that a notice is
 * kept before it is read, and that only a rule makes a payment of it. Knows no transport.
 */
export {
  type Admission,
  admitForwarded,
  admitMessage,
  type Refusal,
  type ReportedArrival,
  type ReportOutcome,
  recordReported,
  refuseMessage,
} from './messages';
export { CORPUS_VERSION } from './notice-corpus';
export type { NoticeWords } from './notice-parts';
export type { NoticeRule } from './notice-rule';
export {
  judgeCorpus,
  listNoticeRules,
  type NoticeRuleView,
  type RuleDraft,
  type RuleVersion,
  saveNoticeRule,
  tryNotice,
} from './notice-rules';
export { noticedAt } from './noticed-time';
export {
  keepRefusedEvent,
  type NoticeOutcome,
  readNotice,
  readWaitingNotices,
  recordNotice,
} from './notices';
export type { CorpusReading } from './read-corpus';
export { PATTERN_MAX, type Reading, type UnreadReason } from './read-notice';
export { recordPush } from './record-push';
export { dismissNotice, takeNotice } from './take-notice';
export {
  type MaybeMoney,
  selectMaybeMoney as maybeMoney,
  selectUnreadNotices as listUnreadNotices,
  type UnreadNotice,
} from './unread-store';
