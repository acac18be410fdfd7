import type { AccountClaim } from '@/lib/dialects/epay-v1/account-claim';
import { textOf } from '@/lib/dialects/epay-v1/claim';

const PAGE_DEFAULT = 10;
const PAGE_MAX = 50;
const SHANGHAI_AHEAD_MS = 8 * 3_600_000;

/** A moment as the protocol writes it, in the time of Shanghai: `2016-08-06 22:55:52`. Empty for null. */
export function timeText(at: Date | null): string {
  if (at === null) return '';
  return new Date(at.getTime() + SHANGHAI_AHEAD_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Null for what is no whole number, or too long for one that is meant. */
export function wholeNumber(claim: AccountClaim, name: string): number | null {
  const text = textOf(claim, name);
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** Which rows of a list are asked for. */
interface Slice {
  readonly offset: number;
  readonly limit: number;
}

/** `limit` of 1 to 50 (10 by default) from `offset`, as the sources have it, or `page`, as the documents have it. */
export function sliceOf(claim: AccountClaim): Slice {
  const limit = Math.min(wholeNumber(claim, 'limit') || PAGE_DEFAULT, PAGE_MAX);
  const page = wholeNumber(claim, 'page') || 1;
  return { offset: wholeNumber(claim, 'offset') ?? (page - 1) * limit, limit };
}

/** Reads a slice from a list that answers whole pages counted from 1. */
export async function readSlice<Row>(
  { offset, limit }: Slice,
  readPage: (page: number) => Promise<{ readonly rows: readonly Row[] }>,
): Promise<Row[]> {
  const first = Math.floor(offset / limit) + 1;
  const over = offset % limit;
  const pages = over === 0 ? [first] : [first, first + 1];
  const read = await Promise.all(pages.map(readPage));
  return read.flatMap(({ rows }) => rows).slice(over, over + limit);
}
