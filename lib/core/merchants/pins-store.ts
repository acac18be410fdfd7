import { sql } from '@/db/client';
import type { SignaturePin } from '@/lib/core/merchants/signature-pin';

/** The meaning that the text has from now on; undefined when somebody else pinned it at this very moment. */
async function insertOrFindMeaning(
  merchantId: number,
  { digest, meaning }: SignaturePin,
): Promise<Buffer | undefined> {
  const [row] = await sql()<{ meaning: Buffer }[]>`
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

/** True when the text was not pinned, and is now, or was pinned with this meaning. The first writer of a text wins. */
export async function insertPin(merchantId: number, pin: SignaturePin): Promise<boolean> {
  // Who lost a race does not see the winner's row yet; the next statement does.
  const meaning =
    (await insertOrFindMeaning(merchantId, pin)) ?? (await insertOrFindMeaning(merchantId, pin));
  return meaning?.equals(pin.meaning) ?? false;
}
