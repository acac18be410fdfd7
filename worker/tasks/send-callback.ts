import {
  type CallbackClaim,
  type CallbackMessage,
  releaseCallback,
  storeMessage,
} from '@/lib/core/callbacks';
import { type Credential, findCredential } from '@/lib/core/merchants';
import { findOrder, isPaid, type PaidOrder } from '@/lib/core/orders';
import { type Dialect, dialects } from '@/lib/dialects';
import type { HttpClient } from '@/lib/platform/http';
import { trimBlanks, withParams } from '@/lib/platform/web-address';
import type { CircuitBreaker } from '@/worker/circuit-breaker';
import { isHostBroken, judgeReply, type Verdict } from '@/worker/judge-reply';
import { webhookHeaders } from '@/worker/webhook-headers';
import { keepRecord } from './keep-record';

const USER_AGENT = 'Matou/0.1 (payment callback)';
const FORM = 'application/x-www-form-urlencoded';

export interface Sender {
  readonly client: HttpClient;
  readonly breaker: CircuitBreaker;
  /** In [0, 1), spreads the waits. */
  readonly random: () => number;
}

interface Letter {
  readonly dialect: Dialect;
  readonly credential: Credential;
  readonly message: CallbackMessage;
  /** Null when neither the order nor the merchant names an address by now. */
  readonly url: string | null;
}

/** A fragment is for browsers; a request carries none. */
function withoutFragment(address: string): string {
  return address.split('#')[0] ?? '';
}

async function findParties(claim: CallbackClaim): Promise<{ order: PaidOrder; credential: Credential }> {
  const order = await findOrder(claim);
  if (order === null || !isPaid(order)) throw new Error(`order ${claim.orderId} is not paid`);
  const credential = await findCredential(claim.merchantId, order.mode);
  if (credential === null) throw new Error(`merchant ${claim.merchantId} has no keys`);
  return { order, credential };
}

/** Null when another worker owns the callback by now. */
async function writeLetter(claim: CallbackClaim): Promise<Letter | null> {
  const { order, credential } = await findParties(claim);
  const dialect = dialects[order.dialect];
  const message = claim.message ?? (await storeMessage(claim, dialect.notification(order, credential)));
  if (message === null) return null;
  const given = order.notifyUrl ?? credential.notifyUrl;
  // Blanks around what was kept before they were cut when it was given.
  const address = given === null ? null : trimBlanks(given);
  const url =
    address !== null && message.method === 'GET'
      ? withParams(withoutFragment(address), message.params)
      : address;
  return { dialect, credential, message, url };
}

async function post(claim: CallbackClaim, letter: Letter & { url: string }, client: HttpClient) {
  const { credential, message, url } = letter;
  const body = message.method === 'POST' ? message.params : null;
  const headers = webhookHeaders({
    eventId: claim.eventId,
    method: message.method,
    url,
    body: body ?? '',
    at: new Date(),
    appsecrets: credential.acceptedAppsecrets,
  });
  const result = await client.send({
    method: message.method,
    url,
    headers: { ...headers, 'user-agent': USER_AGENT, ...(body === null ? {} : { 'content-type': FORM }) },
    body,
  });
  const verdict = judgeReply(result, {
    dialect: letter.dialect,
    isLenient: credential.isEpayAckLenient,
    url,
    now: Date.now(),
  });
  return { verdict, durationMs: result.durationMs };
}

const NO_ADDRESS: Verdict = {
  httpStatus: null,
  responseHead: null,
  failure: 'no_address',
  failureDetail: null,
  judgement: null,
  retryAfterSeconds: null,
};

function circuitOf(claim: CallbackClaim, url: string): string {
  // Per merchant, so that nobody can close the way to a host for somebody else.
  return `${claim.merchantId} ${URL.canParse(url) ? new URL(url).host : url}`;
}

/**
 * Makes one attempt at a claimed callback and records what came of it; or gives it back when its host has to be
 * left alone for a while. Throws only when the database fails.
 */
export async function sendCallback(claim: CallbackClaim, sender: Sender): Promise<void> {
  const letter = await writeLetter(claim);
  if (letter === null) return;
  const { message, url } = letter;
  const requestBody = message.method === 'POST' ? message.params : null;
  const about = { method: message.method, url: url ?? '', requestBody };
  if (url === null) {
    await keepRecord(claim, { ...about, ...NO_ADDRESS, durationMs: 0 }, sender.random());
    return;
  }
  const circuit = circuitOf(claim, url);
  const waitMs = sender.breaker.waitFor(circuit);
  if (waitMs > 0) {
    await releaseCallback(claim, { delayMs: waitMs * (1 + sender.random() * 0.2) });
    return;
  }
  const { verdict, durationMs } = await post(claim, { ...letter, url }, sender.client);
  sender.breaker.report(circuit, isHostBroken(verdict));
  await keepRecord(claim, { ...about, ...verdict, durationMs }, sender.random());
}
