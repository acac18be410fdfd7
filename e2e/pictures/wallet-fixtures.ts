import { NOW, order } from '@/e2e/pictures/checkout-fixtures';
import type { Language } from '@/gateway/checkout/messages';
import type { Page } from '@/gateway/page/answer-page';
import { authoriseWords } from '@/gateway/simulator/authorise-messages';
import { drawAnswered, drawAuthorise } from '@/gateway/simulator/draw-authorise';
import { drawNoWallet, drawReports, drawWallet, type Wallet } from '@/gateway/simulator/draw-wallet';
import { walletWords } from '@/gateway/simulator/messages';
import { fen } from '@/lib/platform/money';

function wallet(language: Language): Wallet {
  const words = walletWords[language];
  const { token } = order;
  return {
    words,
    token,
    merchantName: '港口咖啡',
    payable: fen(1279),
    refunded: fen(0),
    notice: '0'.repeat(32),
  };
}

const report = { amount: fen(1279), paidAt: NOW } as const;

/** Every picture of the pretend wallet. */
export const WALLETS: Readonly<Record<string, (language: Language) => Page>> = {
  wallet: (language) => drawWallet(wallet(language)),
  'wallet-paid': (language) => drawReports(wallet(language), [{ ...report, outcome: 'matched' }]),
  'wallet-paid-twice': (language) =>
    drawReports(wallet(language), [
      { ...report, outcome: 'matched' },
      { ...report, outcome: 'unmatched' },
    ]),
  'wallet-late': (language) => drawReports(wallet(language), [{ ...report, outcome: 'late' }]),
  'wallet-refunded': (language) => drawWallet({ ...wallet(language), refunded: fen(500) }),
  'wallet-authorise': (language) =>
    drawAuthorise({
      words: authoriseWords[language],
      state: '',
      asked: { merchantName: '港口咖啡', label: '门店收款' },
    }),
  'wallet-authorised': (language) => drawAnswered(authoriseWords[language], 'agreed'),
  'wallet-not-found': (language) => drawNoWallet(walletWords[language]),
};
