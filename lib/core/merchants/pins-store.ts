import { sql } from '@/db/client';
import type { SignaturePin } from '@/lib/core/merchants/signature-pin';

/** True when the text was not pinned, and is now, or was pinned with this meaning. The first writer of a text wins. */
export async function insertPin(merchantId: number, { digest, meaning }: SignaturePin): Promise<boolean> {
  const inserted = await sql()`
    insert into signature_pins (merchant_id, digest, meaning) values (${merchantId}, ${digest}, ${meaning})
    on conflict (merchant_id, digest) do nothing returning 1`;
  if (inserted.length === 1) return true;
  const same = await sql()`
    select 1 from signature_pins where merchant_id = ${merchantId} and digest = ${digest} and meaning = ${meaning}`;
  return same.length === 1;
}
