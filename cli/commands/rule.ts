import { type Command, CommandError, type Given, required, requiredId } from '@/cli/command';
import { createRule, type RuleContent } from '@/lib/core/accounts';
import { getSettings } from '@/lib/core/merchants';
import { parseYuan } from '@/lib/platform/money';
import { provinceOfName } from '@/lib/platform/region';

function amount(given: Given, option: string): number | null {
  const text = given[option];
  if (text === undefined) return null;
  const fen = parseYuan(text);
  if (fen === null || fen === 0) throw new CommandError(`--${option} must be an amount such as 10.00`);
  return fen;
}

function windows(text: string | undefined): RuleContent['windows'] {
  if (text === undefined) return [];
  return text.split(',').map((window) => {
    const [, fromHour, fromMinute, toHour, toMinute] =
      /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(window.trim()) ?? [];
    if (toMinute === undefined) throw new CommandError('--time must be such as 09:00-23:00');
    return {
      from: Number(fromHour) * 60 + Number(fromMinute),
      to: Number(toHour) * 60 + Number(toMinute),
    };
  });
}

function regions(text: string | undefined): RuleContent['regions'] {
  if (text === undefined) return [];
  return text.split(',').map((name) => {
    const province = provinceOfName(name);
    if (province === null) throw new CommandError(`--regions: there is no province ${name}`);
    return province;
  });
}

export const ruleCreate: Command = {
  usage:
    '--merchant ID --name N [--time 09:00-23:00] [--min 1.00] [--max 500.00] [--daily 5000.00] [--regions 广东省,上海市] [--default]',
  options: ['merchant', 'name', 'time', 'min', 'max', 'daily', 'regions'],
  switches: ['default'],
  async run(given) {
    const merchantId = requiredId(given, 'merchant');
    await getSettings(merchantId);
    return createRule(merchantId, {
      name: required(given, 'name'),
      windows: windows(given['time']),
      minFen: amount(given, 'min'),
      maxFen: amount(given, 'max'),
      dailyFen: amount(given, 'daily'),
      dailyCount: null,
      regions: regions(given['regions']),
      isUnknownRegionServed: true,
      isDefault: given['default'] !== undefined,
    });
  },
};
