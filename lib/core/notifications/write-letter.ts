import type { NewsData } from '@/lib/core/notifications/notification';
import type { LetterLanguage } from '@/lib/core/notifications/target';
import { en } from '@/lib/core/notifications/words/en';
import type { Words } from '@/lib/core/notifications/words/words';
import { zhCn } from '@/lib/core/notifications/words/zh-cn';
import type { NotificationEvent } from '@/lib/core/vocabulary';
import { env } from '@/lib/platform/env';

/** A notification in its reader's words. */
export interface Letter {
  readonly title: string;
  readonly text: string;
  /** The page of the admin that helps. */
  readonly url: string;
}

const WORDS: Readonly<Record<LetterLanguage, Words>> = { 'zh-CN': zhCn, en };

const PLACES: Readonly<Record<NotificationEvent, (data: NewsData) => string>> = {
  session_offline: () => '/sessions',
  monitor_offline: () => '/accounts',
  callbacks_failing: () => '/callbacks',
  arrival_unmatched: () => '/inbox',
  appeal_opened: () => '/appeals',
  stock_low: ({ productId = '' }) => `/cards?product=${productId}`,
  quota_80: () => '/plan',
  quota_100: () => '/plan',
  points_low: () => '/plan',
};

/** Puts a piece of news into words. What goes to the operator names the merchant and leads to the list of merchants. */
export function writeLetter(
  news: { merchantId: number | null; event: NotificationEvent; data: NewsData },
  language: LetterLanguage,
): Letter {
  const words = WORDS[language];
  const { title, text } = words.events[news.event](news.data);
  const isForOperator = news.merchantId === null;
  const place = isForOperator ? '/operator/merchants' : PLACES[news.event](news.data);
  const about = isForOperator ? words.merchant(news.data.merchantId ?? '') : '';
  return { title: `${about}${title}`, text, url: `${env.publicUrl}${place}` };
}

/** What the test button sends. */
export function writeTestLetter(merchantId: number | null, language: LetterLanguage): Letter {
  const place = merchantId === null ? '/operator/notifications' : '/notifications';
  return { ...WORDS[language].test, url: `${env.publicUrl}${place}` };
}
