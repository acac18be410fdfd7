import type { PayType } from '@/lib/core/vocabulary';
import { type Wallet, walletOfCode } from '@/lib/platform/wallet-code';

export type CodeChoice =
  /** `beside` are the wallets of the picture's other codes; null is a code that several wallets read. */
  | { readonly kind: 'taken'; readonly code: string; readonly beside: readonly (Wallet | null)[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'other_wallet'; readonly wallets: readonly Wallet[] }
  /** More than one that fits, with different contents: which is meant only a person knows. */
  | { readonly kind: 'several'; readonly codes: readonly string[] };

/**
 * Which of a picture's codes is meant for an account of this wallet: the wallet's own, else the one that is of no
 * other wallet. Never one of another wallet, and never one of two by chance.
 */
export function chooseCode(texts: readonly string[], wallet: PayType): CodeChoice {
  if (texts.length === 0) return { kind: 'none' };
  const own = texts.filter((text) => walletOfCode(text) === wallet);
  const fitting = own.length > 0 ? own : texts.filter((text) => walletOfCode(text) === null);
  const [code] = fitting;
  if (code === undefined) {
    const wallets = texts.map(walletOfCode).filter((one) => one !== null);
    return { kind: 'other_wallet', wallets: [...new Set(wallets)] };
  }
  if (fitting.length > 1) return { kind: 'several', codes: fitting };
  return { kind: 'taken', code, beside: texts.filter((text) => text !== code).map(walletOfCode) };
}
