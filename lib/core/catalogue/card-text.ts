import { createHmac } from 'node:crypto';
import { deriveKey, seal } from '@/lib/platform/crypto';

let hashKey: Buffer | undefined;

export interface SealedCard {
  readonly sealed: string;
  /** 64 hex digits: the same for the same text of the same merchant, of no use without the installation's secret key. */
  readonly hash: string;
}

/** What of a card key goes into the database: nothing that can be read there. */
export function sealCard(merchantId: number, text: string): SealedCard {
  hashKey ??= deriveKey('card-key-hash');
  const hash = createHmac('sha256', hashKey).update(`${merchantId}\u0000${text}`, 'utf8').digest('hex');
  return { sealed: seal(text), hash };
}
