import { inTransaction, type Tx } from '@/db/transaction';
import { channels } from '@/lib/channels';
import { selectMonitors } from '@/lib/core/accounts/monitors-store';
import { selectRules } from '@/lib/core/accounts/rules-store';
import {
  type AccountKey,
  insertAccount,
  type OnlineSwitch,
  selectAccount,
  selectHasSession,
  updateAccount,
} from '@/lib/core/accounts/store';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { withinPlan } from '@/lib/core/plans';
import type { Mode, PayType } from '@/lib/core/vocabulary';

/** The channel of accounts that merchants add; the simulator's accounts come with the merchant. */
const CHANNEL = 'monitored-code';

function refuseBadCode(type: PayType, code: string): void {
  const verdict = channels[CHANNEL].judgeCode(type, code);
  if (!verdict.isAccepted)
    throw new DomainError('invalid', 'account.code_invalid', { reason: verdict.reason });
}

async function refuseForeignMonitor(merchantId: number, monitorId: number): Promise<void> {
  const monitors = await selectMonitors(merchantId);
  if (!monitors.some(({ id }) => id === monitorId)) throw new DomainError('not_found', 'monitor.unknown');
}

async function refuseForeignRule(merchantId: number, ruleId: number): Promise<void> {
  const rules = await selectRules(merchantId);
  if (!rules.some(({ id }) => id === ruleId)) throw new DomainError('not_found', 'rule.unknown');
}

/**
 * A live account that a monitor watches, or that the merchant himself switches. With a monitor it is online
 * while the monitor is; without one it is online until switched off.
 * Throws account.code_invalid, monitor.unknown, or plan.accounts_spent {max}.
 */
export async function createAccount(request: {
  merchantId: number;
  type: PayType;
  label: string;
  code: string;
  monitorId: number | null;
}): Promise<{ accountId: number }> {
  const code = request.code.trim();
  refuseBadCode(request.type, code);
  if (request.monitorId !== null) await refuseForeignMonitor(request.merchantId, request.monitorId);
  const account = { ...request, code, mode: 'live' as const, channel: CHANNEL };
  const onlineSwitch = request.monitorId === null ? 'on' : 'auto';
  const { merchantId, type, label } = request;
  const data = { type, label, code };
  const add = async (tx: Tx) => {
    const accountId = await insertAccount(tx, { ...account, onlineSwitch });
    await recordAudit(tx, { merchantId, action: 'account.created', subject: `account:${accountId}`, data });
    return { accountId };
  };
  return withinPlan(merchantId, () => inTransaction(add));
}

/**
 * The account of a session that comes online for the first time, in the transaction that puts it online. It follows
 * the session, and gets the merchant's default rule. Throws plan.accounts_spent {max}.
 */
export function createSessionAccount(
  tx: Tx,
  account: { merchantId: number; mode: Mode; channel: string; type: PayType; label: string; code: string },
): Promise<number> {
  return withinPlan(account.merchantId, () =>
    insertAccount(tx, { ...account, monitorId: null, onlineSwitch: 'auto' }),
  );
}

/** Throws account.unknown, account.code_invalid, monitor.unknown or rule.unknown. */
export async function changeAccount(
  request: AccountKey & {
    label?: string | undefined;
    code?: string | undefined;
    monitorId?: number | null | undefined;
    onlineSwitch?: OnlineSwitch | undefined;
    /** Null follows no rule. */
    ruleId?: number | null | undefined;
  },
): Promise<void> {
  const { merchantId, accountId, ...change } = request;
  const account = await selectAccount(request);
  if (account === null) throw new DomainError('not_found', 'account.unknown');
  if (change.code !== undefined) refuseBadCode(account.type, change.code.trim());
  if (change.monitorId != null) await refuseForeignMonitor(merchantId, change.monitorId);
  if (change.ruleId != null) await refuseForeignRule(merchantId, change.ruleId);
  const isKnown = await updateAccount({ merchantId, accountId }, { ...change, code: change.code?.trim() });
  if (!isKnown) throw new DomainError('not_found', 'account.unknown');
}

/** Offers the account no more; its orders and payments stay. Throws account.unknown, or session.state_forbids for an account that goes with its session. */
export async function removeAccount(key: AccountKey): Promise<void> {
  if (await selectHasSession(key)) throw new DomainError('conflict', 'session.state_forbids');
  if (!(await updateAccount(key, { isRemoved: true }))) throw new DomainError('not_found', 'account.unknown');
}
