import {
  messages as checkoutMessages,
  chooseLanguage,
  type Language,
  type Messages,
} from '@/gateway/checkout/messages';
import { en } from '@/gateway/quick-pay/messages/en';
import { type QuickPayWords, zhCN } from '@/gateway/quick-pay/messages/zh-cn';

/** A page's own words, and those that it shares with the checkout that follows it. */
export interface Words extends QuickPayWords {
  readonly shared: Messages;
}

export const words: Readonly<Record<Language, Words>> = {
  'zh-CN': { ...zhCN, shared: checkoutMessages['zh-CN'] },
  en: { ...en, shared: checkoutMessages.en },
};

export function chooseWords(wanted: string | null, acceptLanguage: string | null): Words {
  return words[chooseLanguage(wanted, acceptLanguage)];
}
