import { sql } from '@/db/client';
import type { NewArrival } from '@/lib/core/collection/store';

/**
 * Records what is new and answers its numbers. Rows go in by their keys, so that two batches with the same rows wait for
 * each other in one order.
 */
export async function insertArrivals(arrivals: readonly NewArrival[]): Promise<number[]> {
  const rows = arrivals.map(({ paidAt, raw, ...row }) => ({
    ...row,
    paidAt: paidAt.toISOString(),
    raw: { ...raw },
  }));
  const recorded = await sql()<{ id: number }[]>`
    insert into arrivals (merchant_id, mode, type, account_id, monitor_id, source, dedupe_key, amount_fen, paid_at, raw)
    select t."merchantId", t.mode, t.type, t."accountId", t."monitorId", t.source, t."dedupeKey", t.amount, t."paidAt", t.raw
    from jsonb_to_recordset(${sql().json(rows)}) as t("merchantId" bigint, mode text, type text, "accountId" bigint,
      "monitorId" bigint, source text, "dedupeKey" text, amount bigint, "paidAt" timestamptz, raw jsonb)
    where not exists (
      select from arrivals known where known.merchant_id = t."merchantId" and known.dedupe_key = t."dedupeKey")
    order by t."merchantId", t."dedupeKey"
    on conflict (merchant_id, dedupe_key) do nothing
    returning id`;
  return recorded.map(({ id }) => id);
}
