import type { RuleTerms } from '@/components/rules/describe-rule';
import type { Rule } from '@/lib/core/accounts';
import { formatMinute } from '@/lib/platform/minute';
import { fen, formatYuan, parseYuan } from '@/lib/platform/money';
import type { Province } from '@/lib/platform/region';

/** A rule as it stands in the form, in the texts that people type. */
export interface RuleDraft {
  readonly name: string;
  readonly windows: readonly { readonly key: number; readonly from: string; readonly to: string }[];
  readonly min: string;
  readonly max: string;
  readonly daily: string;
  readonly dailyCount: string;
  readonly isAnywhere: boolean;
  readonly regions: readonly Province[];
  readonly isUnknownRegionServed: boolean;
  readonly isDefault: boolean;
}

const NEW_RULE: RuleDraft = {
  name: '',
  windows: [],
  min: '',
  max: '',
  daily: '',
  dailyCount: '',
  isAnywhere: true,
  regions: [],
  isUnknownRegionServed: true,
  isDefault: false,
};

const inYuan = (amount: number | null) => (amount === null ? '' : formatYuan(fen(amount)));

export function draftOf(rule: Rule | undefined): RuleDraft {
  if (rule === undefined) return NEW_RULE;
  const { name, windows, minFen, maxFen, dailyFen, dailyCount, regions, ...rest } = rule;
  return {
    name,
    windows: windows.map(({ from, to }, key) => ({ key, from: formatMinute(from), to: formatMinute(to) })),
    min: inYuan(minFen),
    max: inYuan(maxFen),
    daily: inYuan(dailyFen),
    dailyCount: dailyCount === null ? '' : String(dailyCount),
    isAnywhere: regions.length === 0,
    regions,
    isUnknownRegionServed: rest.isUnknownRegionServed,
    isDefault: rest.isDefault,
  };
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes since midnight of `09:30`; null for anything else. */
export function readMinute(text: string): number | null {
  const [, hours, minutes] = TIME.exec(text.trim()) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

function readCount(text: string): number | null {
  return /^[1-9]\d{0,6}$/.test(text.trim()) ? Number(text.trim()) : null;
}

/** What the draft says so far; what cannot be read yet limits nothing. */
export function termsOf(draft: RuleDraft): RuleTerms {
  const windows = draft.windows.flatMap((window) => {
    const [from, to] = [readMinute(window.from), readMinute(window.to)];
    return from === null || to === null || from === to ? [] : [{ from, to }];
  });
  const amount = (text: string) => parseYuan(text.trim()) || null;
  return {
    windows,
    minFen: amount(draft.min),
    maxFen: amount(draft.max),
    dailyFen: amount(draft.daily),
    dailyCount: readCount(draft.dailyCount),
    regions: draft.isAnywhere ? [] : [...draft.regions],
    isUnknownRegionServed: draft.isUnknownRegionServed,
  };
}
