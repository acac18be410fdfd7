import { sql } from '@/db/client';
import { inTransaction, type Tx } from '@/db/transaction';
import { type AuditData, recordAudit } from '@/lib/core/audit';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export type OnlineSwitch = 'auto' | 'on' | 'off';

export interface NewAccount {
  merchantId: number;
  mode: Mode;
  type: PayType;
  channel: string;
  label: string;
  code: string;
  monitorId: number | null;
  onlineSwitch: OnlineSwitch;
}

/** The merchant's default rule goes to new accounts. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into accounts (merchant_id, mode, type, channel, label, code, monitor_id, online_switch, rule_id)
    values (${account.merchantId}, ${account.mode}, ${account.type}, ${account.channel}, ${account.label},
      ${account.code}, ${account.monitorId}, ${account.onlineSwitch},
      (select id from rules where merchant_id = ${account.merchantId} and is_default and not is_removed))
    returning id`;
  return row?.id ?? 0;
}

export interface AccountChange {
  label?: string | undefined;
  code?: string | undefined;
  monitorId?: number | null | undefined;
  onlineSwitch?: OnlineSwitch | undefined;
  ruleId?: number | null | undefined;
  isRemoved?: true | undefined;
}

/** What changed of an account, as the audit log tells it; a code leads to somebody's wallet and stands there whole. */
function wordsOf({ isRemoved: _, ...change }: AccountChange): AuditData {
  return Object.fromEntries(
    Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** False when the merchant has no such account. */
export async function updateAccount(key: AccountKey, change: AccountChange): Promise<boolean> {
  const columns = {
    ...(change.label === undefined ? {} : { label: change.label }),
    ...(change.code === undefined ? {} : { code: change.code }),
    ...(change.monitorId === undefined ? {} : { monitor_id: change.monitorId }),
    ...(change.onlineSwitch === undefined ? {} : { online_switch: change.onlineSwitch }),
    ...(change.ruleId === undefined ? {} : { rule_id: change.ruleId }),
    ...(change.isRemoved === undefined ? {} : { is_removed: true }),
  };
  if (Object.keys(columns).length === 0) return (await selectAccount(key)) !== null;
  return inTransaction(async (tx) => {
    const rows = await tx`
      update accounts set ${tx(columns)}
      where merchant_id = ${key.merchantId} and id = ${key.accountId} and not is_removed returning 1`;
    if (rows.length === 0) return false;
    await recordAudit(tx, {
      merchantId: key.merchantId,
      action: change.isRemoved === undefined ? 'account.changed' : 'account.removed',
      subject: `account:${key.accountId}`,
      data: wordsOf(change),
    });
    return true;
  });
}

/** An account goes with the session that watches it. */
export async function markAccountRemoved(tx: Tx, { merchantId, accountId }: AccountKey): Promise<void> {
  await tx`update accounts set is_removed = true where merchant_id = ${merchantId} and id = ${accountId}`;
}

/** Whether a cloud session watches the account, online or not. */
export async function selectHasSession({ merchantId, accountId }: AccountKey): Promise<boolean> {
  const rows = await sql()`
    select 1 from sessions where merchant_id = ${merchantId} and account_id = ${accountId} and not is_removed`;
  return rows.length === 1;
}

export interface AccountKey {
  merchantId: number;
  accountId: number;
}

export interface Account {
  readonly merchantId: number;
  readonly id: number;
  readonly mode: Mode;
  readonly type: PayType;
  readonly channel: string;
  readonly label: string;
  readonly code: string;
  readonly monitorId: number | null;
  readonly onlineSwitch: OnlineSwitch;
}

/** Removed accounts are found too: an order keeps the account it was allocated to. */
export async function selectAccount({ merchantId, accountId }: AccountKey): Promise<Account | null> {
  const [row] = await sql()<Account[]>`
    select merchant_id, id, mode, type, channel, label, code, monitor_id, online_switch
    from accounts where merchant_id = ${merchantId} and id = ${accountId}`;
  return row ?? null;
}

/** Whether any account of the merchant could be offered now. */
export async function selectIsCollecting(merchantId: number, mode: Mode): Promise<boolean> {
  const rows = await sql()`
    select 1 from online_accounts where merchant_id = ${merchantId} and mode = ${mode} limit 1`;
  return rows.length === 1;
}

/** The ways to pay for which an account of the merchant could be offered now. */
export async function selectOnlineTypes(merchantId: number, mode: Mode): Promise<PayType[]> {
  const rows = await sql()<{ type: PayType }[]>`
    select distinct type from online_accounts where merchant_id = ${merchantId} and mode = ${mode}`;
  return rows.map(({ type }) => type);
}

/** For the operator's command line, which names accounts by their number alone. */
export async function selectAccountOwner(accountId: number): Promise<number | null> {
  const [row] = await sql()<{ merchantId: number }[]>`
    select merchant_id from accounts where id = ${accountId} and not is_removed`;
  return row?.merchantId ?? null;
}

export interface AccountView extends Account {
  /** The rule that it follows; null for none. */
  readonly ruleId: number | null;
  readonly monitorName: string | null;
  readonly isOnline: boolean;
  /** The cloud session that watches it; null for none. */
  readonly sessionId: number | null;
  /** When the account's monitor or session was last heard of. */
  readonly lastSeenAt: Date | null;
  readonly lastPaidAt: Date | null;
  readonly todayCount: number;
  readonly todayFen: Fen;
  /** How many codes for fixed amounts it has. */
  readonly fixedCodeCount: number;
}

export function selectAccounts(merchantId: number, mode: Mode): Promise<AccountView[]> {
  return sql()<AccountView[]>`
    select a.merchant_id, a.id, a.mode, a.type, a.channel, a.label, a.code, a.monitor_id, a.online_switch, a.rule_id,
      m.name as monitor_name, s.id as session_id, greatest(m.last_seen_at, s.last_seen_at) as last_seen_at,
      exists (select 1 from online_accounts o where o.merchant_id = a.merchant_id and o.id = a.id) as is_online,
      today.last_paid_at, coalesce(today.count, 0) as today_count, coalesce(today.sum, 0)::bigint as today_fen,
      (select count(*) from fixed_codes f where f.account_id = a.id and not f.is_removed) as fixed_code_count
    from accounts a
    left join monitors m on m.merchant_id = a.merchant_id and m.id = a.monitor_id and not m.is_removed
    left join sessions s on s.merchant_id = a.merchant_id and s.account_id = a.id and not s.is_removed
    left join lateral (
      select count(*) as count, sum(paid_fen) as sum, max(paid_at) as last_paid_at from orders
      where merchant_id = a.merchant_id and mode = a.mode and account_id = a.id
        and paid_at >= date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'
    ) today on true
    where a.merchant_id = ${merchantId} and a.mode = ${mode} and not a.is_removed
    order by a.id`;
}
