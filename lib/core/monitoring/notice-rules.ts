import { DomainError } from '@/lib/core/errors';
import { BUILT_IN_RULES, FORGEABLE_RULE_IDS } from '@/lib/core/monitoring/builtin-notice-rules';
import type { NoticeWords } from '@/lib/core/monitoring/notice-parts';
import type { NoticeRule } from '@/lib/core/monitoring/notice-rule';
import {
  insertRuleVersion,
  type KeptRule,
  selectKeptRules,
  selectRuleVersions,
} from '@/lib/core/monitoring/notice-rules-store';
import { type CorpusReading, readCorpus } from '@/lib/core/monitoring/read-corpus';
import { judgePatterns, type Reading, readNotice } from '@/lib/core/monitoring/read-notice';
import { newKey } from '@/lib/platform/ids';

export interface RuleVersion extends NoticeRule {
  /** Null for what the product brought along. */
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
}

export interface NoticeRuleView extends RuleVersion {
  readonly isBuiltIn: boolean;
  /** No text can tell the wallet from a stranger who takes its name: it came switched off. */
  readonly isForgeable: boolean;
  /** The versions before this one, newest first. */
  readonly earlier: readonly RuleVersion[];
}

const builtInIds = new Set(BUILT_IN_RULES.map(({ id }) => id));

function inOrder<Rule extends NoticeRule>(rules: readonly Rule[]): Rule[] {
  return [...rules].sort((a, b) => a.priority - b.priority || a.id.localeCompare(b.id));
}

/** The rules that notices are read by: the operator's version of each where there is one. */
export async function noticeRules(): Promise<NoticeRule[]> {
  const kept = await selectKeptRules();
  const changed = new Set(kept.map(({ id }) => id));
  return inOrder([...BUILT_IN_RULES.filter(({ id }) => !changed.has(id)), ...kept]);
}

function versionOf({ createdAt, ...rule }: KeptRule): RuleVersion {
  return { ...rule, changedAt: createdAt };
}

/** Every rule with its versions, in the order in which they are tried. */
export async function listNoticeRules(): Promise<NoticeRuleView[]> {
  const kept = (await selectRuleVersions()).map(versionOf);
  const brought = BUILT_IN_RULES.map((rule): RuleVersion => ({ ...rule, changedBy: null, changedAt: null }));
  const all = [...kept, ...brought];
  const views = [...new Set(all.map(({ id }) => id))].flatMap((id) => {
    const [current, ...earlier] = all.filter((rule) => rule.id === id);
    return current === undefined
      ? []
      : [{ ...current, isBuiltIn: builtInIds.has(id), isForgeable: FORGEABLE_RULE_IDS.has(id), earlier }];
  });
  return inOrder(views);
}

function refuseBadPatterns(rule: Parameters<typeof judgePatterns>[0]): void {
  const fault = judgePatterns(rule);
  if (fault !== null) throw new DomainError('invalid', 'notice_rule.pattern_invalid', { ...fault });
}

/** What the rules of now make of every notice of the corpus. */
export async function judgeCorpus(): Promise<CorpusReading[]> {
  return readCorpus(await noticeRules());
}

export type RuleDraft = Omit<NoticeRule, 'id' | 'version'>;

/**
 * Adds a version of a rule, or a rule when `id` is null. `version` is the one that the change was made from. Throws
 * notice_rule.unknown, notice_rule.pattern_invalid with the field and the reason, or notice_rule.changed when somebody
 * changed the rule meanwhile.
 */
export async function saveNoticeRule(
  draft: RuleDraft & { id: string | null; version: number },
  changedBy: string,
): Promise<{ id: string; version: number }> {
  refuseBadPatterns(draft);
  const { version } = draft;
  const id = draft.id ?? newKey();
  if (draft.id !== null && !(await noticeRules()).some((rule) => rule.id === id))
    throw new DomainError('not_found', 'notice_rule.unknown');
  const next = draft.id === null ? 1 : version + 1;
  if (!(await insertRuleVersion({ ...draft, id, version: next }, changedBy)))
    throw new DomainError('conflict', 'notice_rule.changed');
  return { id, version: next };
}

/** How the rules of now read a notice, without recording anything; with a draft, how that rule alone reads it. */
export async function tryNotice(words: NoticeWords, draft: RuleDraft | null): Promise<Reading> {
  if (draft === null) return readNotice(words, await noticeRules());
  refuseBadPatterns(draft);
  return readNotice(words, [{ ...draft, id: 'draft', version: 0, isEnabled: true }]);
}
