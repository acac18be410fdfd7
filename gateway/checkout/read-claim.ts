import { formatMoment } from '@/gateway/checkout/page/facts';
import { type Fen, formatYuan, parseYuan } from '@/lib/platform/money';

/** What the fields of an appeal hold as text, and which of them are wrong. */
export interface ClaimEntries {
  readonly amount: string;
  /** As a field for a day and a minute holds it, in the time of China. */
  readonly paidAt: string;
  readonly payer: string;
  readonly faults: readonly ClaimField[];
}

export type ClaimField = 'amount' | 'paidAt' | 'payer';

export interface ReadClaim {
  readonly entries: ClaimEntries;
  /** Null when a field is wrong. */
  readonly claim: { readonly amount: Fen; readonly paidAt: Date; readonly payer: string } | null;
}

const MINUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;
/** Longer input is not worth drawing again. */
const TEXT_MAX = 100;

/** What the form offers before anything was typed: the amount that was due, and now. */
export function offeredEntries(due: Fen, now: Date): ClaimEntries {
  const paidAt = formatMoment(now).slice(0, 16).replace(' ', 'T');
  return { amount: formatYuan(due), paidAt, payer: '', faults: [] };
}

function readMinute(text: string): Date | null {
  const at = MINUTE.test(text) ? new Date(`${text}+08:00`) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at;
}

/** Reads the form of an appeal; whether time and amount can be true is for the core to say. */
export function readClaim(form: URLSearchParams): ReadClaim {
  const take = (name: string) => (form.get(name) ?? '').trim().slice(0, TEXT_MAX);
  const text = {
    amount: take('amount').replace(/^[¥￥]\s*/, ''),
    paidAt: take('paid_at'),
    payer: take('payer'),
  };
  const amount = parseYuan(text.amount);
  const paidAt = readMinute(text.paidAt);
  const faults: ClaimField[] = [
    ...(amount === null || amount === 0 ? (['amount'] as const) : []),
    ...(paidAt === null ? (['paidAt'] as const) : []),
  ];
  const isRight = amount !== null && paidAt !== null && faults.length === 0;
  return {
    entries: { ...text, faults },
    claim: isRight ? { amount, paidAt, payer: text.payer } : null,
  };
}
