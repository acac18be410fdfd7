import { z } from 'zod';
import type { ReportedArrival } from '@/lib/core/monitoring';
import { PAY_TYPES } from '@/lib/core/vocabulary';
import { type Fen, parseYuan } from '@/lib/platform/money';

export const BATCH_MAX = 100;
const TEXT_MAX = 2_000;

/** A payment is not refused for its words: what no database stores is replaced, what is too long is cut. */
const words = z
  .string()
  .default('')
  .transform((text) => text.slice(0, TEXT_MAX).toWellFormed().replaceAll('\0', '\uFFFD'));

const amount = z.string().transform((text, context): Fen => {
  const read = parseYuan(text);
  if (read !== null && read > 0) return read;
  context.addIssue({ code: 'custom', message: 'no amount' });
  return z.NEVER;
});

const event = z.object({
  eventId: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  accountId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullish(),
  type: z.enum(PAY_TYPES),
  amount,
  paidAt: z.number().int().min(1_000_000_000_000).max(9_999_999_999_999),
  title: words,
  text: words,
});

const REASONS: Readonly<Record<string, string>> = {
  eventId: 'event_id_invalid',
  accountId: 'account_invalid',
  type: 'type_invalid',
  amount: 'amount_invalid',
  paidAt: 'time_invalid',
  title: 'text_invalid',
  text: 'text_invalid',
};

export type ReadEvent =
  | {
      readonly isUsable: true;
      readonly eventId: string;
      readonly arrival: ReportedArrival;
      readonly raw: string;
    }
  | {
      readonly isUsable: false;
      readonly eventId: string | null;
      readonly reason: string;
      readonly raw: string;
    };

const named = z.object({ eventId: z.string() });

/** Nothing that an event may hold is nested, and deep nesting cannot be written back. */
const flat = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

function readEvent(given: unknown): ReadEvent {
  if (!flat.safeParse(given).success) {
    return { isUsable: false, eventId: null, reason: 'event_invalid', raw: 'not a flat JSON object' };
  }
  const raw = JSON.stringify(given).toWellFormed();
  const parsed = event.safeParse(given);
  if (!parsed.success) {
    const part = String(parsed.error.issues[0]?.path[0] ?? '');
    const name = named.safeParse(given);
    return {
      isUsable: false,
      eventId: name.success ? name.data.eventId : null,
      reason: REASONS[part] ?? 'event_invalid',
      raw,
    };
  }
  const { paidAt: paidAtMs, accountId, ...rest } = parsed.data;
  const arrival = { ...rest, paidAtMs, accountId: accountId ?? null };
  return { isUsable: true, eventId: rest.eventId, arrival, raw };
}

const batch = z.object({ arrivals: z.array(z.unknown()).max(BATCH_MAX) });

/** Reads `{"arrivals": […]}` of at most 100, each for itself; null when the body is no such thing. */
export function readBatch(body: Uint8Array): ReadEvent[] | null {
  let given: unknown;
  try {
    given = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return null;
  }
  const parsed = batch.safeParse(given);
  return parsed.success ? parsed.data.arrivals.map(readEvent) : null;
}
