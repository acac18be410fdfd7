import type { Tx } from '@/db/transaction';
import { auditContext } from '@/lib/core/audit/context';
import { hashOf, type NewAuditEntry } from '@/lib/core/audit/entry';
import { holdHead, insertEntry } from '@/lib/core/audit/store';

/**
 * Writes one entry in the caller's transaction: it stands exactly when the deed stands. Names, amounts and reasons
 * belong in it; keys, passwords and other secrets never.
 *
 * The log has one end, which this call holds until the transaction ends. So it is the last thing that a transaction
 * asks of the database: a transaction that locked a row after it could meet another that holds the row and waits for
 * the end of the log, and one of the two would be broken off as a deadlock. Several entries in a row are fine.
 */
export async function recordAudit(tx: Tx, entry: NewAuditEntry): Promise<void> {
  const { actor, ...context } = auditContext();
  const head = await holdHead(tx);
  const kept = {
    ...context,
    data: {},
    ...entry,
    actor: actor ?? entry.actor ?? 'system',
    id: head.entryId + 1,
    at: head.now,
  };
  await insertEntry(tx, kept, { previousHash: head.hash, hash: hashOf(head.hash, kept) });
}
