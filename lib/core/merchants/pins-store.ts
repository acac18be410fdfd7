import { sql } from '@/db/client';
import type { Queries } from '@/db/transaction';
import type { SignaturePin } from '@/lib/core/merchants/signature-pin';

/** The meaning that the text has from now on; undefined when somebody else pinned it at this very moment. */
async function insertOrFindMeaning(
  merchantId: number,
  { digest, meaning }: SignaturePin,
  db: Queries,
): Promise<Buffer | undefined> {
  const [row] = await db<{ meaning: Buffer }[]>`
    with found as (
      select meaning from signature_pins where merchant_id = ${merchantId} and digest = ${digest}
    ), added as (
      insert into signature_pins (merchant_id, digest, meaning)
      select ${merchantId}::bigint, ${digest}::bytea, ${meaning}::bytea where not exists (select 1 from found)
      on conflict (merchant_id, digest) do nothing returning meaning
    )
    select meaning from found union all select meaning from added`;
  return row?.meaning;
}

/**
 * True when the text was not pinned, and is now, or was pinned with this meaning. The first writer of a text wins. In a
 * transaction it is the last statement: whoever has the same text waits for the end, and what is undone pins nothing.
 */
export async function insertPin(
  merchantId: number,
  pin: SignaturePin,
  db: Queries = sql(),
): Promise<boolean> {
  // Who lost a race does not see the winner's row yet; the next statement does.
  const meaning =
    (await insertOrFindMeaning(merchantId, pin, db)) ?? (await insertOrFindMeaning(merchantId, pin, db));
  return meaning?.equals(pin.meaning) ?? false;
}

/** Whether the text was pinned with another meaning; pins nothing. */
export async function selectIsMisread(
  merchantId: number,
  { digest, meaning }: SignaturePin,
): Promise<boolean> {
  const rows = await sql()`
    select 1 from signature_pins where merchant_id = ${merchantId} and digest = ${digest} and meaning <> ${meaning}`;
  return rows.length > 0;
}
