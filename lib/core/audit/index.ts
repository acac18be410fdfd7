/**
 * Who did what, as a chain that shows every later change. Promises that an entry stands exactly when the deed it tells
 * of stands, being written in the deed's transaction. Knows nothing of what the deeds mean.
 */
export { type AuditContext, inAuditContext } from './context';
export type { AuditData, AuditEntry, NewAuditEntry } from './entry';
export { listActivity, listAudit } from './list-audit';
export { recordAudit } from './record-audit';
export { type AuditVerdict, verifyAudit } from './verify-audit';
