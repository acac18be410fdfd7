import type { Finding, Judgement, Reading } from '@/lib/core/callbacks/judgement';
import type { SignaturePin } from '@/lib/core/merchants';

/** News that merchants are told of. */
export const CALLBACK_EVENTS = ['order.paid'] as const;
export type CallbackEvent = (typeof CALLBACK_EVENTS)[number];

/** Waiting for its next attempt, acknowledged, or given up until somebody asks for a resend. */
export const CALLBACK_STATUSES = ['waiting', 'delivered', 'dead'] as const;
export type CallbackStatus = (typeof CALLBACK_STATUSES)[number];

/** How the log tells them apart: what was tried in vain is not merely waiting. */
export type CallbackState = CallbackStatus | 'retrying';

/** Why an attempt was not acknowledged. */
export const CALLBACK_FAILURES = [
  'no_address',
  'bad_address',
  'port_shut',
  'refused_address',
  'fake_ip',
  'dns',
  'connect',
  'certificate',
  'tls_version',
  'tls',
  'timeout',
  'reset',
  'protocol',
  'redirect',
  'http_status',
  'body_mismatch',
  'body_too_large',
] as const;
export type CallbackFailure = (typeof CALLBACK_FAILURES)[number];

/** The signed parameters as first built; every later attempt sends these bytes. */
export interface CallbackMessage {
  readonly method: 'GET' | 'POST';
  /** Already encoded: the query of a GET, the form body of a POST. */
  readonly params: string;
}

/** A message that is about to be kept, with the pin of its signature if its dialect needs one. */
export interface SignedMessage extends CallbackMessage {
  readonly pin: SignaturePin | null;
}

/** One callback that this process may send until the lease ends. */
export interface CallbackClaim {
  readonly merchantId: number;
  readonly callbackId: number;
  readonly orderId: number;
  readonly event: CallbackEvent;
  /** The same on every attempt; merchants may deduplicate on it. */
  readonly eventId: string;
  /** The number that this attempt will have, counted from 1 over the whole life of the callback. */
  readonly attempt: number;
  /** Proves that no later claim took the callback over. */
  readonly fence: number;
  /** Null before the first attempt. */
  readonly message: CallbackMessage | null;
}

/** What came of one attempt. */
export interface AttemptRecord {
  readonly durationMs: number;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly requestBody: string | null;
  /** Null when no answer came. */
  readonly httpStatus: number | null;
  /** The first bytes of the answer; more than 2 KiB are cut. */
  readonly responseHead: Buffer | null;
  /** Null when the merchant acknowledged. */
  readonly failure: CallbackFailure | null;
  readonly failureDetail: string | null;
  /** How the answer was judged; null when none came, or one whose status says enough. */
  readonly judgement: Judgement | null;
  /** What the merchant's server asked for in seconds; null when it did not. */
  readonly retryAfterSeconds: number | null;
}

/** `superseded` means that another worker owns the callback by now and the record was refused. */
export type RecordOutcome = 'delivered' | 'retrying' | 'dead' | 'superseded';

/** One attempt as it is kept; the answer's head is base64 so that no encoding is lost. */
export interface KeptAttempt {
  attempt: number;
  startedAt: Date;
  durationMs: number;
  method: 'GET' | 'POST';
  url: string;
  requestBody: string | null;
  httpStatus: number | null;
  responseHead: string | null;
  failure: CallbackFailure | null;
  failureDetail: string | null;
  /** Null when no answer was judged. */
  reading: Reading | null;
  finding: Finding | null;
}
