import { type Sql, sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Book, PointTransferKind, TransferKind } from '@/lib/core/ledger/transfer';
import type { Mode } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export interface NewTransfer {
  readonly merchantId: number;
  readonly mode: Mode;
  readonly kind: TransferKind | PointTransferKind;
  readonly fromBook: Book;
  readonly toBook: Book;
  readonly amount: Fen;
  readonly dedupeKey: string;
  readonly orderId: number | null;
  readonly reason: string;
  readonly actor: string;
}

/** Points are bought and spent for live business only. */
export const POINTS_MODE = 'live' as const satisfies Mode;

/** False when a transfer with this key was posted before. */
export async function insertTransfer(tx: Tx, transfer: NewTransfer): Promise<boolean> {
  const rows = await tx`
    insert into transfers (merchant_id, mode, kind, from_book, to_book, amount_fen, dedupe_key, order_id, reason, actor)
    values (${transfer.merchantId}, ${transfer.mode}, ${transfer.kind}, ${transfer.fromBook}, ${transfer.toBook},
      ${transfer.amount}, ${transfer.dedupeKey}, ${transfer.orderId}, ${transfer.reason}, ${transfer.actor})
    on conflict (merchant_id, dedupe_key) do nothing returning 1`;
  return rows.length === 1;
}

/** What came into a book less what went, in fen; within `on` when a transaction asks. */
export async function selectBalance(
  merchantId: number,
  mode: Mode,
  book: Book,
  on: Tx | Sql = sql(),
): Promise<number> {
  const [row] = await (on as Tx)<{ balance: number }[]>`
    select (
      coalesce((select sum(amount_fen) from transfers
        where merchant_id = ${merchantId} and mode = ${mode} and to_book = ${book}), 0)
      - coalesce((select sum(amount_fen) from transfers
        where merchant_id = ${merchantId} and mode = ${mode} and from_book = ${book}), 0)
    )::bigint as balance`;
  return row?.balance ?? 0;
}

/** The balances of several merchants at once, in fen; who never had any is missing. */
export async function selectBalances(
  merchantIds: readonly number[],
  mode: Mode,
): Promise<Map<number, number>> {
  const rows = await sql()<{ merchantId: number; balance: number }[]>`
    select merchant_id, sum(case when to_book = 'balance' then amount_fen else -amount_fen end)::bigint as balance
    from transfers
    where merchant_id = any(${[...merchantIds]}::bigint[]) and mode = ${mode} and 'balance' in (from_book, to_book)
    group by merchant_id`;
  return new Map(rows.map(({ merchantId, balance }) => [merchantId, balance]));
}

/** One movement of a book, and what the book held after it. Money is in fen; points are points. */
export interface LedgerEntry<Kind = TransferKind> {
  readonly id: number;
  readonly kind: Kind;
  /** What it added; negative when it took. */
  readonly change: number;
  readonly balance: number;
  readonly orderId: number | null;
  readonly reason: string;
  readonly actor: string;
  readonly at: Date;
}

/** Pages are counted from 1. */
export interface LedgerSearch {
  readonly merchantId: number;
  readonly mode: Mode;
  readonly page: number;
  readonly pageSize: number;
}

/** The movements of a book, newest first. */
async function selectMovements<Kind>(
  book: Book,
  search: LedgerSearch,
): Promise<{ rows: LedgerEntry<Kind>[]; total: number }> {
  const { merchantId, mode, page, pageSize } = search;
  const moved = sql()`merchant_id = ${merchantId} and mode = ${mode} and ${book} in (from_book, to_book)`;
  const change = sql()`case when to_book = ${book} then amount_fen else -amount_fen end`;
  const [rows, [counted]] = await Promise.all([
    sql()<LedgerEntry<Kind>[]>`
      with listed as (
        select id, kind, ${change} as change, order_id, reason, actor, at from transfers
        where ${moved} order by id desc limit ${pageSize} offset ${(page - 1) * pageSize}
      ), before as (
        select coalesce(sum(${change}), 0) as balance from transfers
        where ${moved} and id < (select min(id) from listed)
      )
      select listed.*, ((select balance from before) + sum(change) over (order by id))::bigint as balance
      from listed order by id desc`,
    sql()<{ total: number }[]>`select count(*) as total from transfers where ${moved}`,
  ]);
  return { rows: [...rows], total: counted?.total ?? 0 };
}

/** The movements of the money balance, newest first. */
export function selectEntries(search: LedgerSearch): Promise<{ rows: LedgerEntry[]; total: number }> {
  return selectMovements('balance', search);
}

/** The movements of the points, newest first. */
export function selectPointEntries(
  search: Omit<LedgerSearch, 'mode'>,
): Promise<{ rows: LedgerEntry<PointTransferKind>[]; total: number }> {
  return selectMovements('points', { ...search, mode: POINTS_MODE });
}
