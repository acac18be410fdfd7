import { useFormatter, useTranslations } from 'next-intl';
import type { CodeChoice } from '@/components/accounts/picture/choose-code';
import type { PayType } from '@/lib/core/vocabulary';
import type { Wallet } from '@/lib/platform/wallet-code';

/** So much of a code's end tells two codes of one wallet apart. */
const SHOWN_END = 8;

/** Says which of a picture's codes was taken for an account of this wallet, or why none was. */
export function useChoiceWords(wallet: PayType): (choice: CodeChoice) => string {
  const t = useTranslations('accounts');
  const type = useTranslations('payType');
  const format = useFormatter();
  const named = (wallets: readonly (Wallet | null)[]) =>
    format.list(wallets.map((one) => (one === null ? t('otherCode') : type(one))));
  return (choice) => {
    switch (choice.kind) {
      case 'none':
        return t('uploadFailed');
      case 'other_wallet':
        return t('uploadOtherWallet', { found: named(choice.wallets), wallet: type(wallet) });
      case 'several':
        return t('uploadSeveral', {
          count: choice.codes.length,
          ends: format.list(choice.codes.map((code) => `…${code.slice(-SHOWN_END)}`)),
        });
      case 'taken':
        return choice.beside.length === 0
          ? t('uploadDone')
          : t('uploadBeside', {
              count: choice.beside.length + 1,
              wallet: type(wallet),
              beside: named(choice.beside),
            });
    }
  };
}
