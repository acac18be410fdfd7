/**
 * The outbox of news to merchants. Promises at least one delivery, with one event id and the same bytes on every
 * attempt, and that every attempt is kept. Knows neither wire formats nor HTTP: the worker brings those.
 */

export type {
  AttemptRecord,
  CallbackClaim,
  CallbackEvent,
  CallbackFailure,
  CallbackMessage,
  CallbackState,
  CallbackStatus,
  RecordOutcome,
} from './callback';
export { type CallbackAttemptView, type CallbackView, callbackOfOrder } from './callback-of-order';
export { callbackStandings } from './callback-standings';
export { claimDueCallbacks, IN_FLIGHT_IN_ALL } from './claim-due-callbacks';
export { selectFailing as failingCallbacks } from './conditions-store';
export { type Diagnosis, diagnoseAnswer } from './diagnosis';
export { enqueueCallback } from './enqueue-callback';
export { type Finding, type Judgement, judgementOf, type Reading } from './judgement';
export { recordAttempt } from './record-attempt';
export { releaseCallback } from './release-callback';
export { requestResend, resendDead } from './request-resend';
export { type FoundCallback, searchCallbacks } from './search-callbacks';
export { watchCallbacks } from './store';
export { storeMessage } from './store-message';
export type { CallbackStanding } from './views-store';
