import type { Language } from '@/gateway/checkout/messages';

/** What became of an owner's scan, as his phone shows it. */
export type AnswerKind = 'taken' | 'over' | 'faulty' | 'often';

export interface AnswerWords {
  readonly htmlLang: Language;
  readonly titles: Readonly<Record<AnswerKind, string>>;
  readonly texts: Readonly<Record<AnswerKind, string>>;
}

export const answerWords: Readonly<Record<Language, AnswerWords>> = {
  'zh-CN': {
    htmlLang: 'zh-CN',
    titles: {
      taken: '已授权，请回到后台',
      over: '这个码已用过或已失效',
      faulty: '没有收到授权',
      often: '操作太频繁',
    },
    texts: {
      taken: '后台会自动显示上线结果，本页可以关闭。',
      over: '请回到后台查看上线结果，或重新扫码。',
      faulty: '请回到后台，重新扫码，并在支付宝里同意授权。',
      often: '请一分钟后再试。',
    },
  },
  en: {
    htmlLang: 'en',
    titles: {
      taken: 'Authorised: go back to the console',
      over: 'This code was used or is over',
      faulty: 'No authorisation came',
      often: 'Too many tries',
    },
    texts: {
      taken: 'The console shows by itself whether the session is online. You may close this page.',
      over: 'Go back to the console for the result, or scan again.',
      faulty: 'Go back to the console, scan again, and agree in Alipay.',
      often: 'Try again in a minute.',
    },
  },
};
