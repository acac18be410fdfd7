import type { Judgement } from '@/lib/core/callbacks';
import type { DomainError } from '@/lib/core/errors';
import type { Credential, SignaturePin } from '@/lib/core/merchants';
import type { PaidOrder } from '@/lib/core/orders';
import type { DialectId } from '@/lib/core/vocabulary';
import type { DialectReference } from '@/lib/dialects/reference';

export type HttpMethod = 'GET' | 'POST';

/** A request as it came; nothing in it is trusted. */
export interface RawRequest {
  readonly method: string;
  /** The Content-Type header, empty when there was none. */
  readonly contentType: string;
  /** The query as it was sent, without `?`. */
  readonly query: string;
  readonly body: Uint8Array;
}

/** What a dialect refuses by its own rules; the core's refusals are DomainErrors. */
export class Refusal extends Error {
  constructor(
    readonly code: number | string,
    message: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/**
 * Why a request gets no result: a refusal of the dialect or the core, or one of the four that concern no field:
 * `fault` is ours, `unavailable` means that the database is away.
 */
export type Problem = Refusal | DomainError | 'wrong_method' | 'too_large' | 'unavailable' | 'fault';

/** One thing that a merchant's server may ask for. `serve` calls the members in the order they stand here. */
export interface Operation<Claim = unknown, Result = unknown> {
  /** Exact paths without a trailing slash. */
  readonly paths: readonly string[];
  readonly methods: readonly HttpMethod[];
  /** Takes the strings as they came. Throws a Refusal when not even the merchant's key is there. */
  read(request: RawRequest): Claim;
  findMerchant(claim: Claim): Promise<Credential | null>;
  /** Refuses by grammar, before any signature is computed over the fields. Throws a Refusal. */
  check(claim: Claim): void;
  /** The merchant's secrets that this dialect signs with, newest first. */
  secrets(credential: Credential): readonly string[];
  /** Compares in constant time; called with a decoy for unknown merchants, then before `check`. */
  isSignedWith(claim: Claim, secret: string): boolean;
  /** Whether a suspended merchant may ask this too; without it he may not. */
  isForSuspended?(claim: Claim): boolean;
  /** Turns text into a command and calls one core verb. Throws a Refusal or a DomainError. */
  run(claim: Claim, credential: Credential): Promise<Result>;
  encode(result: Result, claim: Claim): Response;
  refuse(problem: Problem): Response;
}

/** The news for a merchant's server, signed; `params` is the query of a GET or the form body of a POST. */
export interface Notification {
  readonly method: HttpMethod;
  readonly params: string;
  /** Kept before the news leaves, so that its signature never comes back in; null where a signature reads in one way. */
  readonly pin: SignaturePin | null;
}

/** The signed address that a buyer is sent back to. */
export interface Redirect {
  readonly address: string;
  /** Kept before the buyer sees the address; as in a notification. */
  readonly pin: SignaturePin | null;
}

/** What the merchant's server answered to a notification. */
export interface MerchantReply {
  readonly status: number;
  /** The first 64 KiB, unpacked. */
  readonly body: Uint8Array;
  /** True when the answer went on beyond `body`. */
  readonly isCut: boolean;
}

/**
 * A wire protocol that merchants' software speaks. Text in, text out: it reads, verifies and encodes, and
 * knows neither SQL nor time. Only a PaidOrder can be signed as a success.
 */
export interface Dialect {
  /** Written on every order, so that its news leaves in the dialect it came in. */
  readonly id: DialectId;
  readonly operations: readonly Operation[];
  /** The same order always gives the same text, so that what was stored once can be sent again. */
  notification(order: PaidOrder, credential: Credential): Notification;
  /** Null when neither order nor merchant names an address to go back to. */
  redirect(order: PaidOrder, credential: Credential): Redirect | null;
  /**
   * Null when the status alone says that nobody was told. `isLenient` is the merchant's switch; a dialect whose clients
   * answer with the bare word does not look at it.
   */
  acknowledge(reply: MerchantReply, options: { readonly isLenient: boolean }): Judgement | null;
  /** What /docs, the OpenAPI document and the signature workbench say of it. */
  readonly reference: DialectReference;
}
