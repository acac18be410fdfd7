import type { Arrival } from '@/lib/core/arrivals';
import type { CallbackAttemptView, CallbackView } from '@/lib/core/callbacks';
import type { Order, OrderEvent } from '@/lib/core/orders';
import type { Fen } from '@/lib/platform/money';

export interface StoryEntry {
  readonly kind: 'event';
  readonly key: string;
  readonly at: Date;
  readonly actor: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ArrivalEntry {
  readonly kind: 'arrival';
  readonly key: string;
  readonly at: Date;
  readonly actor: string;
  readonly amount: Fen;
  readonly outcome: Arrival['outcome'];
  readonly data: Readonly<Record<string, unknown>>;
}

export interface AttemptEntry {
  readonly kind: 'attempt';
  readonly key: string;
  readonly at: Date;
  readonly actor: string;
  readonly attempt: CallbackAttemptView;
}

export type TimelineEntry = StoryEntry | ArrivalEntry | AttemptEntry;

function ofEvent(event: OrderEvent): StoryEntry {
  const { id, at, actor, kind, data } = event;
  return { kind: 'event', key: `event-${id}`, at, actor, event: kind, data };
}

function ofArrival(arrival: Arrival): ArrivalEntry {
  const { id, seenAt, amount, outcome, source, monitorId, paidAt, raw, reason } = arrival;
  const actor = monitorId === null ? source : `monitor:${monitorId}`;
  const data = { arrivalId: id, source, paidAt: paidAt.toISOString(), outcome, reason, raw };
  return { kind: 'arrival', key: `arrival-${id}`, at: seenAt, actor, amount, outcome, data };
}

function ofAttempt(attempt: CallbackAttemptView): AttemptEntry {
  return {
    kind: 'attempt',
    key: `attempt-${attempt.attempt}`,
    at: attempt.startedAt,
    actor: 'server',
    attempt,
  };
}

interface Story {
  order: Order;
  events: readonly OrderEvent[];
  arrivals: readonly Arrival[];
  callback: CallbackView | null;
}

/** Everything that happened to an order, oldest first; what happened in the same millisecond keeps cause before effect. */
export function timelineOf({ order, events, arrivals, callback }: Story): TimelineEntry[] {
  const { createdAt, dialect, title, price, attachment, outOrderId } = order;
  const created: StoryEntry = {
    kind: 'event',
    key: 'created',
    at: createdAt,
    actor: 'merchant',
    event: 'created',
    data: { dialect, outOrderId, title, priceFen: price, attachment },
  };
  const entries: TimelineEntry[] = [
    created,
    ...arrivals.map(ofArrival),
    ...events.map(ofEvent),
    ...(callback?.attempts ?? []).map(ofAttempt),
  ];
  return entries
    .map((entry, place) => ({ entry, place }))
    .sort((a, b) => a.entry.at.getTime() - b.entry.at.getTime() || a.place - b.place)
    .map(({ entry }) => entry);
}
