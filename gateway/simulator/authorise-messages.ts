import type { Language } from '@/gateway/checkout/messages';
import { type WalletWords, walletWords } from '@/gateway/simulator/messages';

type Outcome = 'agreed' | 'refused' | 'over';

export interface AuthoriseWords
  extends Pick<WalletWords, 'htmlLang' | 'otherLanguage' | 'otherLanguageTag' | 'strip'> {
  readonly title: string;
  readonly asks: string;
  readonly merchant: string;
  readonly session: string;
  readonly owner: string;
  readonly ownerValue: string;
  readonly ownerHint: string;
  readonly agree: string;
  readonly refuse: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly next: Readonly<Record<Outcome, string>>;
}

export const authoriseWords: Readonly<Record<Language, AuthoriseWords>> = {
  'zh-CN': {
    ...walletWords['zh-CN'],
    title: '授权会话上线',
    asks: '代替真实钱包的授权页：同意后，这个模拟账户的会话上线。',
    merchant: '商户',
    session: '会话',
    owner: '模拟账户',
    ownerValue: '模拟账户 1',
    ownerHint: '同一个名字就是同一个钱包；换一个名字，等于换了一个人来扫码。',
    agree: '同意授权',
    refuse: '拒绝',
    outcomes: { agreed: '已同意授权', refused: '已拒绝授权', over: '二维码已失效' },
    next: {
      agreed: '回到商户后台，会话即将上线。',
      refused: '会话不会上线，也不扣除积分。',
      over: '请在商户后台刷新二维码，再重新扫码。',
    },
  },
  en: {
    ...walletWords.en,
    title: 'Let a session watch this wallet',
    asks: "Stands in for a real wallet's page: once you agree, this pretend account's session comes online.",
    merchant: 'Merchant',
    session: 'Session',
    owner: 'Pretend account',
    ownerValue: 'Pretend account 1',
    ownerHint: 'The same name is the same wallet; another name is another person scanning.',
    agree: 'Agree',
    refuse: 'Refuse',
    outcomes: { agreed: 'You agreed', refused: 'You refused', over: 'This code is over' },
    next: {
      agreed: 'Go back to the admin; the session is about to come online.',
      refused: 'The session stays offline, and no points are taken.',
      over: 'Refresh the code in the admin and scan it again.',
    },
  },
};
