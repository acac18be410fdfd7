import {
  type CardRow,
  type CardStatus,
  type Page,
  type Shelf,
  selectCards,
} from '@/lib/core/catalogue/cards-store';
import { DomainError } from '@/lib/core/errors';
import { unseal } from '@/lib/platform/crypto';

export interface Card extends Omit<CardRow, 'contentSealed'> {
  readonly content: string;
}

/** One page of a product's keys, opened, oldest first. Never log what this answers. Throws product.unknown. */
export async function listCards({
  status,
  page,
  pageSize,
  ...shelf
}: Shelf & Page & { readonly status?: CardStatus | undefined }): Promise<{ rows: Card[]; total: number }> {
  const found = await selectCards(shelf, { status, page, pageSize });
  if (found === null) throw new DomainError('not_found', 'product.unknown');
  return {
    rows: found.rows.map(({ contentSealed, ...row }) => ({ ...row, content: unseal(contentSealed) })),
    total: found.total,
  };
}
