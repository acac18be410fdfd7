import { GENESIS, hashOf } from '@/lib/core/audit/entry';
import { type ChainedEntry, readChain } from '@/lib/core/audit/store';

export interface AuditVerdict {
  /** How many entries the log should hold. */
  readonly entries: number;
  /** The number of the first entry that is missing or not as it was written; null when all stand. */
  readonly brokenAt: number | null;
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

/**
 * Reads the whole log and says whether every entry is as it was written, where it was written, and none is missing
 * or added, at the end neither. Who changed the log and did not have the installation's secret key is found out, but
 * for one who put back an earlier state of the whole database.
 */
export function verifyAudit(): Promise<AuditVerdict> {
  return readChain(async (pages, head) => {
    let previous: Uint8Array = GENESIS;
    let last = 0;
    const isInPlace = (entry: ChainedEntry) =>
      entry.id === last + 1 &&
      isSame(entry.previousHash, previous) &&
      isSame(entry.hash, hashOf(previous, entry));
    for await (const page of pages) {
      for (const entry of page) {
        if (!isInPlace(entry)) return { entries: head.entryId, brokenAt: last + 1 };
        previous = entry.hash;
        last = entry.id;
      }
    }
    const isWhole = last === head.entryId && isSame(previous, head.hash);
    return { entries: head.entryId, brokenAt: isWhole ? null : Math.min(last, head.entryId) + 1 };
  });
}
