import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import type { NoticeRule } from '@/lib/core/monitoring/notice-rule';

export interface KeptRule extends NoticeRule {
  readonly changedBy: string;
  readonly createdAt: Date;
}

function ruleColumns() {
  return sql()`id, version, name, sender_pattern, title_pattern, text_pattern, verdict, type, priority,
    is_enabled, changed_by, created_at`;
}

/** The version of each rule that holds. */
export function selectKeptRules(): Promise<KeptRule[]> {
  return sql()<KeptRule[]>`
    select distinct on (id) ${ruleColumns()} from notice_rules order by id, version desc`;
}

/** Every version, newest first. */
export function selectRuleVersions(): Promise<KeptRule[]> {
  return sql()<KeptRule[]>`select ${ruleColumns()} from notice_rules order by id, version desc`;
}

/** False when the version before it is not the one that holds. */
export function insertRuleVersion(rule: NoticeRule, changedBy: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const rows = await tx`
      insert into notice_rules (id, version, name, sender_pattern, title_pattern, text_pattern, verdict, type,
        priority, is_enabled, changed_by)
      select ${rule.id}, ${rule.version}, ${rule.name}, ${rule.senderPattern}, ${rule.titlePattern},
        ${rule.textPattern}, ${rule.verdict}, ${rule.type}, ${rule.priority}, ${rule.isEnabled}, ${changedBy}
      where coalesce((select max(version) from notice_rules where id = ${rule.id}), 0) = ${rule.version} - 1
      on conflict do nothing returning 1`;
    if (rows.length === 0) return false;
    const { id, ...data } = rule;
    const subject = `notice_rule:${id}`;
    await recordAudit(tx, { actor: changedBy, merchantId: null, action: 'notice_rule.saved', subject, data });
    return true;
  });
}
