import { sql } from '@/db/client';
import { inTransaction, type Tx } from '@/db/transaction';
import { type Rule, type RuleContent, rangesToWindows, windowsToRanges } from '@/lib/core/accounts/rule';
import { type AuditData, recordAudit } from '@/lib/core/audit';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import { formatMinute } from '@/lib/platform/minute';
import type { Fen } from '@/lib/platform/money';

export interface RuleKey {
  merchantId: number;
  ruleId: number;
}

type RuleRow = Omit<Rule, 'windows'> & { windows: string };

function toRule({ windows, ...rest }: RuleRow): Rule {
  return { ...rest, windows: rangesToWindows(windows) };
}

function columnsOf(content: RuleContent) {
  return {
    name: content.name,
    windows: windowsToRanges(content.windows),
    min_fen: content.minFen,
    max_fen: content.maxFen,
    daily_fen: content.dailyFen,
    daily_count: content.dailyCount,
    regions: content.regions,
    is_unknown_region_served: content.isUnknownRegionServed,
    is_default: content.isDefault,
  };
}

/** A rule as the audit log tells it. */
function wordsOf({ windows, regions, ...content }: RuleContent): AuditData {
  const hours = windows.map(({ from, to }) => `${formatMinute(from)}–${formatMinute(to)}`);
  return { ...content, windows: hours.join(', '), regions: regions.join(', ') };
}

interface NamedRule {
  id: number;
  name: string;
}

/**
 * Takes the default from every other rule, unless `ruleId` names none, and answers whose it was. Those who move a
 * default stand in line on their merchant.
 */
async function clearDefault(tx: Tx, merchantId: number, ruleId: number | null): Promise<NamedRule[]> {
  await tx`select 1 from merchants where id = ${merchantId} for no key update`;
  return tx<NamedRule[]>`
    update rules set is_default = false
    where merchant_id = ${merchantId} and is_default and id is distinct from ${ruleId}::bigint
      and (${ruleId}::bigint is null or exists (
        select 1 from rules r where r.merchant_id = ${merchantId} and r.id = ${ruleId} and not r.is_removed))
    returning id, name`;
}

/** False when there is no such rule; null takes the default away. */
export function updateDefaultRule(merchantId: number, ruleId: number | null): Promise<boolean> {
  return inTransaction(async (tx) => {
    const cleared = await clearDefault(tx, merchantId, ruleId);
    const isDefault = ruleId !== null;
    const [rule] = isDefault
      ? await tx<NamedRule[]>`
          update rules set is_default = true
          where merchant_id = ${merchantId} and id = ${ruleId} and not is_removed returning id, name`
      : cleared;
    if (rule === undefined) return !isDefault;
    await recordAudit(tx, {
      merchantId,
      action: 'rule.default_chosen',
      subject: `rule:${rule.id}`,
      data: { name: rule.name, isDefault },
    });
    return true;
  });
}

/** Writes a new rule, or over an old one; the default moves with it. Null when there is no such rule. */
export function upsertRule(
  merchantId: number,
  ruleId: number | null,
  content: RuleContent,
): Promise<number | null> {
  return inTransaction(async (tx) => {
    if (content.isDefault) await clearDefault(tx, merchantId, ruleId);
    const columns = columnsOf(content);
    const [row] =
      ruleId === null
        ? await tx<{ id: number }[]>`
            insert into rules ${tx({ merchant_id: merchantId, ...columns })} returning id`
        : await tx<{ id: number }[]>`
            update rules set ${tx(columns)}
            where merchant_id = ${merchantId} and id = ${ruleId} and not is_removed returning id`;
    if (row === undefined) return null;
    await recordAudit(tx, {
      merchantId,
      action: ruleId === null ? 'rule.added' : 'rule.changed',
      subject: `rule:${row.id}`,
      data: wordsOf(content),
    });
    return row.id;
  });
}

/** Its accounts follow no rule afterwards. False when there is no such rule. */
export function markRuleRemoved({ merchantId, ruleId }: RuleKey): Promise<boolean> {
  return inTransaction(async (tx) => {
    const [removed] = await tx<{ name: string }[]>`
      with removed as (
        update rules set is_removed = true, is_default = false
        where merchant_id = ${merchantId} and id = ${ruleId} and not is_removed returning id, name
      ), freed as (
        update accounts set rule_id = null
        where merchant_id = ${merchantId} and rule_id in (select id from removed)
      )
      select name from removed`;
    if (removed === undefined) return false;
    const { name } = removed;
    await recordAudit(tx, { merchantId, action: 'rule.removed', subject: `rule:${ruleId}`, data: { name } });
    return true;
  });
}

export async function selectRules(merchantId: number): Promise<Rule[]> {
  const rows = await sql()<RuleRow[]>`
    select r.merchant_id, r.id, r.name, r.windows::text as windows, r.min_fen, r.max_fen, r.daily_fen, r.daily_count,
      r.regions, r.is_unknown_region_served, r.is_default,
      (select count(*) from accounts a where a.merchant_id = r.merchant_id and a.rule_id = r.id and not a.is_removed)
        as account_count
    from rules r where r.merchant_id = ${merchantId} and not r.is_removed order by r.is_default desc, r.id`;
  return rows.map(toRule);
}

export interface AccountStanding {
  readonly accountId: number;
  readonly label: string;
  readonly isOnline: boolean;
  readonly ruleId: number | null;
  /** Paid today, and held for orders that wait. */
  readonly todayFen: Fen;
  readonly todayCount: number;
}

/** Every account of a type with what counts against its daily limits at this moment. */
export function selectStandings(merchantId: number, mode: Mode, type: PayType): Promise<AccountStanding[]> {
  return sql()<AccountStanding[]>`
    select a.id as account_id, a.label, a.rule_id,
      exists (select 1 from online_accounts o where o.merchant_id = a.merchant_id and o.id = a.id) as is_online,
      coalesce(d.paid_fen, 0) + held.fen as today_fen, coalesce(d.paid_count, 0) + held.count as today_count
    from accounts a
    left join account_days d on d.merchant_id = a.merchant_id and d.account_id = a.id
      and d.day = (now() at time zone 'Asia/Shanghai')::date
    cross join lateral (
      select coalesce(sum(payable_fen), 0)::bigint as fen, count(*) as count
      from allocations h where h.account_id = a.id and h.released_at is null
    ) held
    where a.merchant_id = ${merchantId} and a.mode = ${mode} and a.type = ${type} and not a.is_removed
    order by a.id`;
}

/** The minute of the day in Asia/Shanghai, by the database's clock. */
export async function selectMinute(): Promise<number> {
  const [row] = await sql()<{ minute: number }[]>`
    select (extract(hour from local) * 60 + extract(minute from local))::int as minute
    from (select now() at time zone 'Asia/Shanghai' as local) as clock`;
  return row?.minute ?? 0;
}
