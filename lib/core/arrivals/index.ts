/**
 * Payments that were seen, and what becomes of each. Promises that a payment is kept before it is matched, that it
 * ends in exactly one outcome, and that nothing settles by guess. Knows no monitor and no wire format.
 */
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
  selectUnmatchedArrivals as unmatchedArrivals,
  selectWaitingAppeals as waitingAppeals,
} from './conditions-store';
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
export { type Match, matchArrival, matchUndecided } from './match-arrival';
export type { Confidence, Ground, Suggestion } from './rank-candidate';
export { type NewArrival, recordArrival, recordArrivals } from './record-arrival';
export { type ArrivalSettlement, ignoreArrival, markDuplicate, settleArrival } from './settle-arrival';
export { selectArrivals as searchArrivals, selectArrivalsOfOrder as arrivalsOfOrder } from './store';
