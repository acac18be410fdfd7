export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const LOCALE_COOKIE = 'matou_locale';

/** Money, days and sums are those of this zone, wherever the reader sits. */
export const TIME_ZONE = 'Asia/Shanghai';

const DEFAULT_LOCALE: Locale = 'zh-CN';

function isLocale(text: string | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

function qualityOf(parameter: string | undefined): number {
  const quality = Number(parameter?.trim().replace(/^q=/, '') ?? 1);
  return Number.isNaN(quality) ? 0 : quality;
}

/** The reader's own choice, else the first language of the browser that we speak, else Chinese. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', parameter] = part.split(';');
      return { language: tag.trim().toLowerCase().split('-')[0], quality: qualityOf(parameter) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const spoken = wanted.find(({ language }) => language === 'zh' || language === 'en');
  return spoken === undefined ? DEFAULT_LOCALE : spoken.language === 'en' ? 'en' : 'zh-CN';
}
