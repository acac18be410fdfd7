import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of a whole request and would otherwise be handed through every verb. */
export interface AuditContext {
  /** `user:<id>` or `cli`: who makes the request, whatever a verb was told; null while that is not known. */
  readonly actor: string | null;
  readonly ip: string | null;
  /** `merchant:<id>` while the operator acts as that merchant. */
  readonly onBehalfOf: string | null;
}

const current = new AsyncLocalStorage<AuditContext>();

/** Every entry that `work` records carries the context, whichever verb records it. */
export function inAuditContext<T>(context: AuditContext, work: () => Promise<T>): Promise<T> {
  return current.run(context, work);
}

export function auditContext(): AuditContext {
  return current.getStore() ?? { actor: null, ip: null, onBehalfOf: null };
}
