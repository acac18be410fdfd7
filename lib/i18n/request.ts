import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { chooseLocale, LOCALE_COOKIE, TIME_ZONE } from '@/lib/i18n/locales';
import en from '@/messages/en.json';
import zhCN from '@/messages/zh-CN.json';

const MESSAGES = { 'zh-CN': zhCN, en };

/** The language lives in a cookie and not in the address, so that a link is the same for everybody. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = chooseLocale(chosen, (await headers()).get('accept-language'));
  return { locale, messages: MESSAGES[locale], timeZone: TIME_ZONE, now: new Date() };
});
