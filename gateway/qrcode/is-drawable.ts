import { walletOfCode } from '@/lib/platform/wallet-code';

const LENGTH_MAX = 512;

/**
 * Whether a text is an address of this installation or a wallet's payment code, and short enough; everything else
 * would make this an open QR service.
 */
export function isDrawable(text: string, publicUrl: string): boolean {
  if (text.length > LENGTH_MAX) return false;
  return text.startsWith(`${publicUrl}/`) || walletOfCode(text) !== null;
}
