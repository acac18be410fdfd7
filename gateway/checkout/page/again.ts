import { randomBytes } from 'node:crypto';

/** The pages that look again by themselves, and the words that stand for them. */
const PAGES: Readonly<Record<string, string>> = {
  '/pay/api': 'api',
  '/pay/index': 'index',
  '/pay/appeal': 'appeal',
};

/** What tells one drawing of a page from every other one. */
export function newMark(): string {
  return randomBytes(12).toString('base64url');
}

/** Where a page that was asked for at `path` goes when it looks again. */
export function againAddress(page: {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly mark: string;
  readonly isLeaving: boolean;
}): string {
  const next = new URLSearchParams(page.query);
  next.delete('format');
  next.set('page', PAGES[page.path] ?? 'api');
  next.set('mark', page.mark);
  if (page.isLeaving) next.set('leave', '1');
  return `/pay/again?${next}`;
}

/** The address of the page that such an address was made of. */
export function pageAddress(again: URLSearchParams): string {
  const query = new URLSearchParams(again);
  for (const own of ['page', 'mark', 'leave']) query.delete(own);
  const path = Object.keys(PAGES).find((known) => PAGES[known] === again.get('page'));
  return `${path ?? '/pay/api'}?${query}`;
}
