import { type Exclusion, judgeRule } from '@/lib/core/accounts/judge-rule';
import { type RuleContent, ruleShape } from '@/lib/core/accounts/rule';
import {
  markRuleRemoved,
  type RuleKey,
  selectMinute,
  selectRules,
  selectStandings,
  updateDefaultRule,
  upsertRule,
} from '@/lib/core/accounts/rules-store';
import { DomainError } from '@/lib/core/errors';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';
import type { Province } from '@/lib/platform/region';

function parse(content: RuleContent): RuleContent {
  const parsed = ruleShape.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid', 'rule.invalid', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
}

/** A new default takes over from the old one. Throws rule.invalid with the field's name. */
export async function createRule(merchantId: number, content: RuleContent): Promise<{ ruleId: number }> {
  const ruleId = await upsertRule(merchantId, null, parse(content));
  if (ruleId === null) throw new Error('a new rule got no number');
  return { ruleId };
}

/** Throws rule.unknown or rule.invalid. */
export async function changeRule(key: RuleKey, content: RuleContent): Promise<void> {
  const ruleId = await upsertRule(key.merchantId, key.ruleId, parse(content));
  if (ruleId === null) throw new DomainError('not_found', 'rule.unknown');
}

/** Its accounts follow no rule afterwards. Throws rule.unknown. */
export async function removeRule(key: RuleKey): Promise<void> {
  if (!(await markRuleRemoved(key))) throw new DomainError('not_found', 'rule.unknown');
}

/** Null leaves new accounts without a rule. Those that there are keep theirs. Throws rule.unknown. */
export async function chooseDefaultRule(merchantId: number, ruleId: number | null): Promise<void> {
  if (!(await updateDefaultRule(merchantId, ruleId))) throw new DomainError('not_found', 'rule.unknown');
}

export interface Eligibility {
  readonly accountId: number;
  readonly label: string;
  readonly ruleName: string | null;
  /** Empty when the account qualifies. */
  readonly reasons: readonly (Exclusion | 'offline')[];
}

export interface Trial {
  readonly merchantId: number;
  readonly mode: Mode;
  readonly type: PayType;
  readonly price: Fen;
  readonly region: Province | null;
  /** Minutes since midnight in Asia/Shanghai; null takes the present minute. */
  readonly minute: number | null;
}

/** Which accounts would serve such an order now, and why the others would not. */
export async function tryRules(trial: Trial): Promise<Eligibility[]> {
  const { merchantId, mode, type, price, region } = trial;
  const [rules, standings, minute] = await Promise.all([
    selectRules(merchantId),
    selectStandings(merchantId, mode, type),
    trial.minute ?? selectMinute(),
  ]);
  return standings.map(({ accountId, label, isOnline, ruleId, todayFen, todayCount }) => {
    const rule = rules.find(({ id }) => id === ruleId);
    const excluded =
      rule === undefined ? [] : judgeRule(rule, { price, minute, region, todayFen, todayCount });
    const reasons = isOnline ? excluded : (['offline', ...excluded] as const);
    return { accountId, label, ruleName: rule?.name ?? null, reasons };
  });
}
