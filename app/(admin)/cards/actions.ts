'use server';

import { z } from 'zod';
import { merchantAction, ownerAction } from '@/lib/auth/actions';
import { CARDS_MAX, type Imported, importCards, listCards, removeCards } from '@/lib/core/catalogue';
import { DomainError } from '@/lib/core/errors';
import { MODES } from '@/lib/core/vocabulary';
import { CARDS_PER_PAGE } from './page-size';

const KEY_MAX = 1_000;

const id = z.number().int().positive();

const givenLines = z.object({
  productId: id,
  mode: z.enum(MODES),
  lines: z.array(z.string().max(KEY_MAX, 'too_long')).max(CARDS_MAX, 'too_long'),
});

/** One part of an import. That a part is on the shelf already is no reason to stop the parts after it. */
export const addCards = merchantAction(givenLines, async (input, { merchantId }): Promise<Imported> => {
  try {
    return await importCards({ ...input, merchantId });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'card.all_known') throw error;
    return { added: 0, duplicate: input.lines.length, filled: 0 };
  }
});

const shownCard = z.object({
  productId: id,
  cardId: id,
  mode: z.enum(MODES),
  status: z.enum(['unsold', 'locked', 'sold']).nullable(),
  page: id,
});

/** The text of one key that stands on the page that the merchant looks at. */
export const showCard = ownerAction(
  shownCard,
  async ({ cardId, status, ...place }, { merchantId }): Promise<string> => {
    const shelf = { ...place, merchantId, status: status ?? undefined, pageSize: CARDS_PER_PAGE };
    const card = (await listCards(shelf)).rows.find((one) => one.id === cardId);
    if (card === undefined) throw new DomainError('not_found', 'card.unknown');
    return card.content;
  },
);

const goneCards = z.object({ productId: id, cardIds: z.array(id).min(1).max(CARDS_PER_PAGE) });

export const dropCards = merchantAction(goneCards, async (input, { merchantId }) => {
  const count = await removeCards({ ...input, merchantId });
  if (count === 0) throw new DomainError('not_found', 'card.unknown');
  return null;
});
