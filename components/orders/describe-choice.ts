import type { useTranslations } from 'next-intl';
import { STRATEGIES } from '@/lib/core/vocabulary';
import { type Province, provinceOfName } from '@/lib/platform/region/provinces';

/** The words of `event.choice`. */
export type ChoiceWords = ReturnType<typeof useTranslations<'event.choice'>>;

interface Names {
  /** Labels of the accounts that still exist. */
  readonly accounts: ReadonlyMap<number, string>;
  readonly provinceName: (province: Province) => string;
}

function leftOutIn(data: Readonly<Record<string, unknown>>, t: ChoiceWords, { accounts }: Names): string {
  const { leftOutId, accountId } = data;
  if (typeof leftOutId !== 'number') return t('noneLeftOut');
  if (leftOutId === accountId) return t('leftOutTaken');
  const account = accounts.get(leftOutId);
  return account === undefined ? t('leftOutGone') : t('leftOut', { account });
}

/** Why an order got its account, as its event tells it: strategy, who was left out, rule and province; empty when it does not say. */
export function describeChoice(
  data: Readonly<Record<string, unknown>>,
  t: ChoiceWords,
  names: Names,
): string {
  const strategy = STRATEGIES.find((one) => one === data.strategy);
  if (strategy === undefined) return '';
  const { ruleName, region } = data;
  const province = typeof region === 'string' ? provinceOfName(region) : null;
  const parts = [
    t(strategy),
    ...(strategy === 'random' || data.leftOutId === undefined ? [] : [leftOutIn(data, t, names)]),
    ...(ruleName === undefined
      ? []
      : [typeof ruleName === 'string' ? t('rule', { rule: ruleName }) : t('noRule')]),
    ...(province === null ? [] : [t('region', { region: names.provinceName(province) })]),
  ];
  return parts.join(t('glue'));
}
