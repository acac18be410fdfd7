/** Requests to addresses that strangers chose: the one way in which the product calls out on their behalf. */
export type { AddressPolicy } from './address-policy';
export { callbackPolicy } from './callback-policy';
export {
  type Answer,
  type ClientOptions,
  createHttpClient,
  type HttpClient,
  type NoAnswer,
  type SendResult,
} from './client';
export type { OutgoingRequest } from './exchange';
export type { TransportFailure } from './failure';
export { readRetryAfter } from './retry-after';
export { parseTarget, type Target, type TargetFault } from './target';
