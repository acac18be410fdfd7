import type { AuditEntry } from '@/lib/core/audit/entry';
import { type AuditSearch, selectEntries } from '@/lib/core/audit/store';

export interface AuditPage {
  readonly rows: readonly AuditEntry[];
  readonly total: number;
}

/** The log for the operator, newest first; `merchantId` null asks for what concerns no merchant, undefined for all. */
export function listAudit(search: AuditSearch): Promise<AuditPage> {
  return selectEntries(search);
}

/** The log for one merchant: what was done by and to him. Of the operator's people he learns that it was one of them. */
export async function listActivity(search: AuditSearch & { merchantId: number }): Promise<AuditPage> {
  const { rows, total } = await selectEntries(search);
  const shown = rows.map((row) =>
    row.actorRole === 'merchant' ? row : { ...row, actorEmail: null, ip: null },
  );
  return { rows: shown, total };
}
