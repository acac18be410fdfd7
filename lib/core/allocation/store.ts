import { sql } from '@/db/client';
import type { AccountKey } from '@/lib/core/accounts';
import type { Fen } from '@/lib/platform/money';

export interface PaymentSource {
  readonly channel: string;
  readonly accountCode: string;
  /** The code that carries exactly the amount; one made for the order's product goes before one for every order. */
  readonly fixedCode: string | null;
}

/** What an order that holds `payable` on the account is paid with. Removed accounts are found too: their orders stay. */
export async function selectPaymentSource({
  merchantId,
  accountId,
  payable,
  productId,
}: AccountKey & { payable: Fen; productId: number | null }): Promise<PaymentSource | null> {
  const [row] = await sql()<PaymentSource[]>`
    select channel, code as account_code, (
      select f.code from fixed_codes f
      where f.account_id = a.id and f.amount_fen = ${payable} and not f.is_removed
        and coalesce(f.product_id, 0) in (0, coalesce(${productId}::bigint, 0))
      order by f.product_id nulls last limit 1
    ) as fixed_code
    from accounts a where merchant_id = ${merchantId} and id = ${accountId}`;
  return row ?? null;
}
