import { z } from 'zod';
import { CommandError, type Given } from '@/cli/command';
import { type MerchantSettings, settingsShape } from '@/lib/core/merchants';
import { parseYuan } from '@/lib/platform/money';
import { shutPortOf, trimBlanks } from '@/lib/platform/web-address';

export interface SettingOption {
  readonly setting: keyof MerchantSettings;
  readonly option: string;
  /** What stands for the value in the usage text. */
  readonly takes: string;
}

/** Options that are called otherwise than their settings. */
const OWN_NAMES: Readonly<Record<string, string>> = { isEpayAckLenient: 'lenient-ack' };

/** `isCardApiOpen` is `card-api`, `orderTtlSeconds` is `order-ttl`: the setting's own name without kind and unit. */
export function optionOf(setting: string): string {
  const bare = setting.replace(/^is(?=[A-Z])/, '').replace(/(?<=[a-z])(?:Open|Seconds|Fen)$/, '');
  return OWN_NAMES[setting] ?? bare.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** What values the setting has, whether or not it may be empty. */
function kindOf(setting: keyof MerchantSettings): z.ZodType {
  const shape: z.ZodType = settingsShape.shape[setting];
  return shape instanceof z.ZodNullable ? (shape.unwrap() as z.ZodType) : shape;
}

function choicesOf(kind: z.ZodType): readonly (string | number)[] | null {
  if (kind instanceof z.ZodEnum) return kind.options;
  return kind instanceof z.ZodLiteral ? ([...kind.values] as (string | number)[]) : null;
}

function takes(setting: keyof MerchantSettings): string {
  const kind = kindOf(setting);
  if (kind instanceof z.ZodBoolean) return 'on|off';
  if (kind instanceof z.ZodArray) return 'A,B,…';
  if (kind instanceof z.ZodNumber) {
    return /Fen$/.test(setting) ? 'YUAN' : /Seconds$/.test(setting) ? 'SECONDS' : 'NUMBER';
  }
  return choicesOf(kind)?.join('|') ?? (/Url$/.test(setting) ? 'URL' : 'TEXT');
}

/** Every setting that a merchant has, as an option of `merchant set`. */
export const SETTING_OPTIONS: readonly SettingOption[] = (
  Object.keys(settingsShape.shape) as (keyof MerchantSettings)[]
).map((setting) => ({ setting, option: optionOf(setting), takes: takes(setting) }));

/** The text as the setting's value; undefined where it cannot be one. */
function readValue(setting: keyof MerchantSettings, text: string): unknown {
  const kind = kindOf(setting);
  if (kind instanceof z.ZodArray) return text.split(/[\s,]+/).filter((item) => item !== '');
  if (trimBlanks(text) === '' && settingsShape.shape[setting].isNullable()) return null;
  if (kind instanceof z.ZodBoolean) return { on: true, off: false }[text];
  if (kind instanceof z.ZodNumber && /Fen$/.test(setting)) return parseYuan(text) ?? undefined;
  if (kind instanceof z.ZodNumber) return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
  return choicesOf(kind)?.find((one) => String(one) === text) ?? text;
}

/**
 * What the options that are given make of the settings; an empty text takes away what may be absent.
 * Throws a CommandError that names the option and what it takes.
 */
export function readSettings(given: Given): Partial<MerchantSettings> {
  const patch = SETTING_OPTIONS.flatMap(({ setting, option, takes: wanted }) => {
    const text = given[option];
    if (text === undefined) return [];
    const parsed = settingsShape.shape[setting].safeParse(readValue(setting, text));
    if (parsed.success) return [[setting, parsed.data]];
    const port = /Url$/.test(setting) ? shutPortOf(trimBlanks(text)) : null;
    if (port !== null) throw new CommandError(`--${option} has port ${port}, which callbacks never go to`);
    throw new CommandError(`--${option} ${wanted}: this is not a value that it takes: ${text}`);
  });
  return Object.fromEntries(patch);
}
