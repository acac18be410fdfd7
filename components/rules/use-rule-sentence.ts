import { useTranslations } from 'next-intl';
import { describeRule, type RuleTerms } from '@/components/rules/describe-rule';

/** Puts rules into the reader's words. */
export function useRuleSentence(): (rule: RuleTerms) => string {
  const words = useTranslations('rules.sentence');
  const province = useTranslations('province');
  return (rule) => describeRule(rule, words, (name) => province(name));
}
