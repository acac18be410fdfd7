import { answerJson, refuseJson } from '@/gateway/monitor/api-reply';
import { matchLater } from '@/gateway/monitor/match-later';
import { type ReadEvent, readBatch } from '@/gateway/monitor/read-batch';
import { readSignedMessage, type SignedMessage } from '@/gateway/monitor/signed-message';
import type { GatewayRequest } from '@/gateway/request';
import { keepRefusedEvent, type ReportOutcome, recordReported } from '@/lib/core/monitoring';

const BEAT_SECONDS = 15;

/** `/api/monitor/v1/heartbeat`: the monitor is alive; the answer tells the time and when to beat again. */
export async function apiHeartbeat(request: GatewayRequest, body: Uint8Array): Promise<Response> {
  const message = await readSignedMessage(request, body);
  if (message instanceof Response) return message;
  const { serverTimeMs: serverTime } = message.admission;
  return answerJson(200, { ok: true, serverTime, beatSeconds: BEAT_SECONDS });
}

type Result = { readonly eventId: string | null } & (ReportOutcome | { outcome: 'refused'; reason: string });

/** Outcomes of the usable events, put back among those that were not, in the order in which they came. */
function inOrder(events: readonly ReadEvent[], outcomes: readonly ReportOutcome[]): Result[] {
  const left = [...outcomes];
  return events.map((event): Result => {
    if (!event.isUsable) return { eventId: event.eventId, outcome: 'refused', reason: event.reason };
    const outcome = left.shift();
    if (outcome === undefined) throw new Error('an event without an outcome');
    return { eventId: event.eventId, ...outcome };
  });
}

async function keepRefused(
  { monitor, admission }: SignedMessage,
  events: readonly ReadEvent[],
  results: readonly Result[],
) {
  for (const [place, result] of results.entries()) {
    const event = events[place];
    if (result.outcome !== 'refused' || event === undefined) continue;
    const toldAtMs = event.isUsable ? event.arrival.paidAtMs : admission.serverTimeMs;
    await keepRefusedEvent(monitor, { raw: event.raw, reason: result.reason, toldAtMs });
  }
}

/**
 * `/api/monitor/v1/arrivals`: payments that were seen, at most 100, each answered for itself. The answer says that they
 * are stored; what they pay is decided afterwards. What is refused is kept too, raw, for people to look at.
 */
export async function apiArrivals(request: GatewayRequest, body: Uint8Array): Promise<Response> {
  const message = await readSignedMessage(request, body);
  if (message instanceof Response) return message;
  const { serverTimeMs: serverTime } = message.admission;
  const events = readBatch(body);
  if (events === null) return refuseJson(400, 'body_invalid', { serverTime });
  const usable = events.flatMap((event) => (event.isUsable ? [event.arrival] : []));
  const outcomes = await recordReported(message.monitor, usable);
  const results = inOrder(events, outcomes);
  const recorded = outcomes.flatMap((one) => (one.outcome === 'recorded' ? [one.arrivalId] : []));
  matchLater(message.monitor.merchantId, recorded);
  await keepRefused(message, events, results);
  return answerJson(200, { ok: true, serverTime, results });
}
