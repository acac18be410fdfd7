/**
 * The books of a merchant. `balance` is what was received for him and not yet recorded as settled; the others
 * are where money comes from and goes to.
 */
export const BOOKS = ['receipts', 'balance', 'refunds', 'settlements'] as const;

/** What moves between which books. */
export const TRANSFER_BOOKS = {
  sale: { fromBook: 'receipts', toBook: 'balance' },
  refund: { fromBook: 'balance', toBook: 'refunds' },
  settlement: { fromBook: 'balance', toBook: 'settlements' },
} as const satisfies Record<string, { fromBook: Book; toBook: Book }>;
export type TransferKind = keyof typeof TRANSFER_BOOKS;

/**
 * The books of a merchant's points, apart from those of his money: no kind of transfer leads from one to the other.
 * One point stands as one fen in the amount. `points` is what he has; the others are what the operator sold him and
 * what he spent them on.
 */
export const POINT_BOOKS = ['points', 'points_sold', 'points_fees', 'points_plans'] as const;

export const POINT_TRANSFER_BOOKS = {
  points_top_up: { fromBook: 'points_sold', toBook: 'points' },
  points_taken_back: { fromBook: 'points', toBook: 'points_sold' },
  logon_fee: { fromBook: 'points', toBook: 'points_fees' },
  fee_refund: { fromBook: 'points_fees', toBook: 'points' },
  plan: { fromBook: 'points', toBook: 'points_plans' },
} as const satisfies Record<string, { fromBook: Book; toBook: Book }>;
export type PointTransferKind = keyof typeof POINT_TRANSFER_BOOKS;

export type Book = (typeof BOOKS)[number] | (typeof POINT_BOOKS)[number];
