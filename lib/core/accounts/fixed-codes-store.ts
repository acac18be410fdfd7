import { sql } from '@/db/client';
import { inTransaction, type Tx } from '@/db/transaction';
import type { AccountKey } from '@/lib/core/accounts/store';
import { recordAudit } from '@/lib/core/audit';
import type { Fen } from '@/lib/platform/money';

export interface FixedCode {
  readonly amount: Fen;
  /** The text that the buyer scans. */
  readonly code: string;
}

export interface NewFixedCodes extends AccountKey {
  /** Null: for every order of this amount. */
  readonly productId: number | null;
  readonly codes: readonly FixedCode[];
}

export interface FixedCodesSaved {
  readonly isAccountKnown: boolean;
  readonly isProductKnown: boolean;
  /** An amount whose code stands on the account for another amount already; then nothing was saved. */
  readonly clash: Fen | null;
  readonly added: number;
  readonly replaced: number;
}

/**
 * Saves all of the codes or none, in one statement. A code for the same account, amount and product is replaced, so
 * amounts that were swapped by mistake can be put right in one go.
 */
export function upsertFixedCodes(given: NewFixedCodes): Promise<FixedCodesSaved> {
  const { merchantId, accountId, productId } = given;
  return inTransaction(async (tx) => {
    const saved = await upsertWithin(tx, given);
    const { added, replaced } = saved;
    const data = { productId, added, replaced };
    const subject = `account:${accountId}`;
    if (added + replaced > 0)
      await recordAudit(tx, { merchantId, action: 'account.codes_added', subject, data });
    return saved;
  });
}

async function upsertWithin(
  tx: Tx,
  { merchantId, accountId, productId, codes }: NewFixedCodes,
): Promise<FixedCodesSaved> {
  const [row] = await tx<FixedCodesSaved[]>`
    with account as (
      select id from accounts where merchant_id = ${merchantId} and id = ${accountId} and not is_removed
    ), product as (
      select id from products where merchant_id = ${merchantId} and id = ${productId}::bigint and not is_removed
    ), given as (
      select * from unnest(${codes.map(({ amount }) => amount)}::bigint[], ${codes.map(({ code }) => code)}::text[])
        as g (amount_fen, code)
    ), clash as (
      select g.amount_fen from given g
      join fixed_codes f on f.account_id = ${accountId} and f.merchant_id = ${merchantId} and not f.is_removed
        and f.code = g.code and f.amount_fen <> g.amount_fen
      where not exists (
        select 1 from given other
        where other.amount_fen = f.amount_fen and f.product_id is not distinct from ${productId}::bigint)
      order by g.amount_fen limit 1
    ), saved as (
      insert into fixed_codes (merchant_id, account_id, product_id, amount_fen, code)
      select ${merchantId}::bigint, account.id, ${productId}::bigint, g.amount_fen, g.code from account cross join given g
      where (${productId}::bigint is null or exists (select 1 from product)) and not exists (select 1 from clash)
      on conflict (account_id, amount_fen, coalesce(product_id, 0)) where not is_removed
        do update set code = excluded.code, created_at = now()
      returning xmax = 0 as is_new
    )
    select exists (select 1 from account) as is_account_known,
      (${productId}::bigint is null or exists (select 1 from product)) as is_product_known,
      (select amount_fen from clash) as clash,
      (select count(*) from saved where is_new) as added, (select count(*) from saved where not is_new) as replaced`;
  if (row === undefined) throw new Error('saving fixed codes answered nothing');
  return row;
}

export interface FixedCodeView extends FixedCode {
  readonly id: number;
  readonly accountId: number;
  readonly productId: number | null;
  readonly productName: string | null;
}

/** Of one account or of one product; codes of removed accounts are gone with them. */
export function selectFixedCodes(
  which: { merchantId: number } & ({ accountId: number } | { productId: number }),
): Promise<FixedCodeView[]> {
  const owner =
    'accountId' in which
      ? sql()`f.account_id = ${which.accountId}`
      : sql()`f.product_id = ${which.productId}`;
  return sql()<FixedCodeView[]>`
    select f.id, f.account_id, f.product_id, p.name as product_name, f.amount_fen as amount, f.code
    from fixed_codes f
    join accounts a on a.merchant_id = f.merchant_id and a.id = f.account_id and not a.is_removed
    left join products p on p.merchant_id = f.merchant_id and p.id = f.product_id
    where f.merchant_id = ${which.merchantId} and ${owner} and not f.is_removed
    order by f.product_id nulls first, f.amount_fen, f.account_id`;
}

/** An open order that shows the code falls back to the account's open one. Of a code that is gone, nothing happens. */
export function markFixedCodeRemoved(key: { merchantId: number; codeId: number }): Promise<void> {
  const { merchantId, codeId } = key;
  return inTransaction(async (tx) => {
    const [row] = await tx<{ accountId: number; amountFen: number }[]>`
      update fixed_codes set is_removed = true where merchant_id = ${merchantId} and id = ${codeId} and not is_removed
      returning account_id, amount_fen`;
    if (row === undefined) return;
    const subject = `account:${row.accountId}`;
    const data = { codeId, amountFen: row.amountFen };
    await recordAudit(tx, { merchantId, action: 'account.code_removed', subject, data });
  });
}
