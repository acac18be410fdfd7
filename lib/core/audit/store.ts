import { type Sql, sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { AuditEntry, KeptEntry } from '@/lib/core/audit/entry';

interface Hashes {
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
}

export type ChainedEntry = KeptEntry & Hashes;

export interface Head {
  readonly entryId: number;
  readonly hash: Uint8Array;
}

/** Holds the end of the log until the transaction ends, so that entries follow each other one by one. */
export async function holdHead(tx: Tx): Promise<Head & { now: Date }> {
  const [head] = await tx<(Head & { now: Date })[]>`
    select entry_id, hash, clock_timestamp()::timestamptz(3) as now from audit_head for update`;
  if (head === undefined) throw new Error('the audit log has no end: audit_head is empty');
  return head;
}

export async function insertEntry(tx: Tx, entry: KeptEntry, hashes: Hashes): Promise<void> {
  const { id, at, actor, onBehalfOf, merchantId, action, subject, data, ip } = entry;
  await tx`
    with appended as (
      insert into audit_entries (id, at, actor, on_behalf_of, merchant_id, action, subject, data, ip, previous_hash, hash)
      overriding system value
      values (${id}, ${at}, ${actor}, ${onBehalfOf}, ${merchantId}, ${action}, ${subject}, ${tx.json(data)}, ${ip},
        ${hashes.previousHash}, ${hashes.hash})
      returning id, hash
    )
    update audit_head set entry_id = appended.id, hash = appended.hash from appended`;
}

const PAGE = 2_000;

/** Whole pages of entries in order. */
async function* pagesOf(on: Sql): AsyncGenerator<readonly ChainedEntry[]> {
  for (let after = 0; ; ) {
    const page = await on<ChainedEntry[]>`
      select id, at, actor, on_behalf_of, merchant_id, action, subject, data, ip, previous_hash, hash
      from audit_entries where id > ${after} order by id limit ${PAGE}`;
    yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? after;
  }
}

/** Gives `read` the log as it stood at one moment, while others may go on writing. */
export async function readChain<T>(
  read: (pages: AsyncIterable<readonly ChainedEntry[]>, head: Head) => Promise<T>,
): Promise<T> {
  const answer = await sql().begin('isolation level repeatable read read only', async (tx) => {
    const on = tx as unknown as Sql;
    const [head] = await on<Head[]>`select entry_id, hash from audit_head`;
    return { value: await read(pagesOf(on), head ?? { entryId: 0, hash: new Uint8Array() }) };
  });
  return (answer as { value: T }).value;
}

/** Pages are counted from 1. */
export interface AuditSearch {
  readonly merchantId: number | null | undefined;
  /** The whole name of a deed, or the area before its dot. */
  readonly action?: string;
  readonly actor?: string;
  readonly page: number;
  readonly pageSize: number;
}

function whereSearch({ merchantId, action, actor }: AuditSearch) {
  const ofMerchant =
    merchantId === undefined
      ? sql()`true`
      : merchantId === null
        ? sql()`e.merchant_id is null`
        : sql()`e.merchant_id = ${merchantId}`;
  const ofAction =
    action === undefined
      ? sql()`true`
      : sql()`(e.action = ${action} or split_part(e.action, '.', 1) = ${action})`;
  const ofActor = actor === undefined ? sql()`true` : sql()`e.actor = ${actor}`;
  return sql()`${ofMerchant} and ${ofAction} and ${ofActor}`;
}

/** Newest first. */
export async function selectEntries(search: AuditSearch): Promise<{ rows: AuditEntry[]; total: number }> {
  const { page, pageSize } = search;
  const where = whereSearch(search);
  const [rows, [counted]] = await Promise.all([
    sql()<AuditEntry[]>`
      select e.id, e.at, e.actor, e.on_behalf_of, e.merchant_id, e.action, e.subject, e.data, e.ip,
        m.name as "merchantName", u.role as "actorRole", u.email as "actorEmail"
      from audit_entries e
      left join merchants m on m.id = e.merchant_id
      left join users u on u.id = substring(e.actor from '^user:(\\d{1,15})$')::bigint
      where ${where} order by e.id desc limit ${pageSize} offset ${(page - 1) * pageSize}`,
    sql()<{ total: number }[]>`select count(*) as total from audit_entries e where ${where}`,
  ]);
  return { rows: [...rows], total: counted?.total ?? 0 };
}
