/**
 * The books of a merchant. `balance` is what was received for him and not yet recorded as settled; the others
 * are where money comes from and goes to.
 */
export const BOOKS = ['receipts', 'balance', 'refunds', 'settlements'] as const;
export type Book = (typeof BOOKS)[number];

/** What moves between which books. */
export const TRANSFER_BOOKS = {
  sale: { fromBook: 'receipts', toBook: 'balance' },
  refund: { fromBook: 'balance', toBook: 'refunds' },
  settlement: { fromBook: 'balance', toBook: 'settlements' },
} as const satisfies Record<string, { fromBook: Book; toBook: Book }>;
export type TransferKind = keyof typeof TRANSFER_BOOKS;
