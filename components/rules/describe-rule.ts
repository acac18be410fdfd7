import type { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import type { RuleContent } from '@/lib/core/accounts';
import { formatMinute } from '@/lib/platform/minute';
import { fen } from '@/lib/platform/money';
import type { Province } from '@/lib/platform/region';

/** More than these are only counted. */
const REGIONS_NAMED = 4;

/** The words of `rules.sentence`. */
export type SentenceWords = ReturnType<typeof useTranslations<'rules.sentence'>>;
/** The words of `province`. */
export type ProvinceWords = (province: Province) => string;

export type RuleTerms = Omit<RuleContent, 'name' | 'isDefault'>;

function hoursOf({ windows }: RuleTerms, t: SentenceWords): string {
  if (windows.length === 0) return t('allDay');
  const spans = windows.map(({ from, to }) => {
    const isOver = to < from && to !== 0;
    const end = to === 0 ? '24:00' : formatMinute(to);
    return t(isOver ? 'windowOver' : 'window', { from: formatMinute(from), to: end });
  });
  return t('everyDay', { windows: spans.join(t('windowGlue')) });
}

function amountsOf({ minFen, maxFen }: RuleTerms, t: SentenceWords): string {
  const min = minFen === null ? '' : formatMoney(fen(minFen));
  const max = maxFen === null ? '' : formatMoney(fen(maxFen));
  if (min !== '' && min === max) return t('eachExactly', { min });
  if (min !== '' && max !== '') return t('each', { min, max });
  if (min !== '') return t('eachMin', { min });
  return max === '' ? t('eachAny') : t('eachMax', { max });
}

function daysOf({ dailyFen, dailyCount }: RuleTerms, t: SentenceWords): string[] {
  const limits = [
    ...(dailyFen === null ? [] : [t('daySum', { sum: formatMoney(fen(dailyFen)) })]),
    ...(dailyCount === null ? [] : [t('dayCount', { count: dailyCount })]),
  ];
  return limits.length === 0 ? [t('dayAny')] : limits;
}

function payersOf(
  { regions, isUnknownRegionServed }: RuleTerms,
  t: SentenceWords,
  nameOf: ProvinceWords,
): string {
  if (regions.length === 0) return t('anywhere');
  const named = regions.slice(0, REGIONS_NAMED).map(nameOf).join(t('regionGlue'));
  const places =
    regions.length > REGIONS_NAMED
      ? t('regionsMany', { regions: named, count: regions.length })
      : t('regions', { regions: named });
  return `${places}${t(isUnknownRegionServed ? 'unknownToo' : 'unknownNot')}`;
}

/** What a rule does, in one sentence of the reader's language. */
export function describeRule(rule: RuleTerms, t: SentenceWords, nameOf: ProvinceWords): string {
  const parts = [hoursOf(rule, t), amountsOf(rule, t), ...daysOf(rule, t), payersOf(rule, t, nameOf)];
  return parts.join(t('glue'));
}

/** Whether the rule's own limits leave no order that it could admit. */
export function admitsNothing({ minFen, dailyFen }: RuleTerms): boolean {
  return minFen !== null && dailyFen !== null && minFen > dailyFen;
}
