import { en } from './en';
import { type Messages, zhCN } from './zh-cn';

export type { Messages };

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const messages: Readonly<Record<Language, Messages>> = { 'zh-CN': zhCN, en };

function languageOf(tag: string): Language | null {
  const primary = tag.trim().toLowerCase().split(/[-_]/)[0];
  if (primary === 'zh') return 'zh-CN';
  return primary === 'en' ? 'en' : null;
}

/** The language that the address names, or else the first known one of Accept-Language, or else Chinese. */
export function chooseLanguage(wanted: string | null, acceptLanguage: string | null): Language {
  const named = languageOf(wanted ?? '');
  if (named !== null) return named;
  const offers = (acceptLanguage ?? '').split(',').map((part, position) => {
    const [tag = '', ...parameters] = part.split(';');
    const quality = parameters
      .map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1])
      .find((text) => text !== undefined);
    return { language: languageOf(tag), quality: quality === undefined ? 1 : Number(quality), position };
  });
  const known = offers.filter(({ language, quality }) => language !== null && quality > 0);
  known.sort((a, b) => b.quality - a.quality || a.position - b.position);
  return known[0]?.language ?? 'zh-CN';
}
