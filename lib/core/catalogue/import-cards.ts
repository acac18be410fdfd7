import { inTransaction } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { sellOwed } from '@/lib/core/catalogue/backorders-store';
import { sealCard } from '@/lib/core/catalogue/card-text';
import { insertCards, type Shelf } from '@/lib/core/catalogue/cards-store';
import { DomainError } from '@/lib/core/errors';
import { pinSignature, type SignaturePin } from '@/lib/core/merchants';
import { unfitSign } from '@/lib/platform/text-file';

/** How many keys one import takes. */
export const CARDS_MAX = 500;

export interface Imported {
  readonly added: number;
  /** Keys that the product has already. */
  readonly duplicate: number;
  /** Keys that went at once to paid orders that were owed some. */
  readonly filled: number;
}

/** The keys without the spaces around them and without empty lines. */
function keysOf(lines: readonly string[]): string[] {
  const keys: string[] = [];
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const key = line.trim();
    if (key === '') continue;
    const sign = unfitSign(key);
    if (sign !== null) throw new DomainError('invalid', 'card.unfit', { line: index + 1, sign });
    if (keys.length === CARDS_MAX) throw new DomainError('invalid', 'card.too_many', { max: CARDS_MAX });
    if (seen.has(key)) throw new DomainError('invalid', 'card.repeated', { line: index + 1 });
    seen.add(key);
    keys.push(key);
  }
  if (keys.length === 0) throw new DomainError('invalid', 'card.none_given');
  return keys;
}

/**
 * Puts at most 500 keys on the shelf, one per line, and gives of them to the paid orders that are owed some, in
 * the order in which they were paid: all or nothing. The audit log names `actor` where nobody is known to make the
 * request; the `pin` of a signed request is kept with what it put there. Throws card.none_given, card.too_many,
 * card.repeated with the `line` (counted from 1 as given), card.unfit with the `line` and the `sign` that no key can hold,
 * card.all_known when the product has every one of them, product.unknown, or credential.signature_misread.
 */
export async function importCards({
  lines,
  actor,
  pin,
  ...shelf
}: Shelf & {
  readonly lines: readonly string[];
  readonly actor?: string;
  readonly pin?: SignaturePin;
}): Promise<Imported> {
  const keys = keysOf(lines);
  const cards = keys.map((key) => sealCard(shelf.merchantId, key));
  return inTransaction(async (tx) => {
    const added = await insertCards(tx, shelf, cards);
    if (added === null) throw new DomainError('not_found', 'product.unknown');
    if (added === 0) throw new DomainError('conflict', 'card.all_known');
    const filled = await sellOwed(tx, shelf);
    const { merchantId, productId, mode } = shelf;
    if (pin !== undefined && !(await pinSignature(merchantId, pin, tx))) {
      throw new DomainError('unauthenticated', 'credential.signature_misread');
    }
    const data = { mode, added, filled };
    const entry = { merchantId, action: 'cards.imported', subject: `product:${productId}`, data };
    await recordAudit(tx, actor === undefined ? entry : { ...entry, actor });
    return { added, duplicate: keys.length - added, filled };
  });
}
