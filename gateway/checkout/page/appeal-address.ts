import type { Asked } from '@/gateway/checkout/page/frame';

/** A page of the same order; the language that was chosen stays. */
export function address(path: string, own: Readonly<Record<string, string>>, { query }: Asked): string {
  const lang = query.get('lang');
  return `${path}?${new URLSearchParams(lang === null ? own : { ...own, lang })}`;
}

/** Where the buyer of an order says 我已付款. */
export function appealAddress(token: string, asked: Asked): string {
  return address('/pay/appeal', { id: token }, asked);
}

/** Where what he said is followed. */
export function ticketAddress(ticket: string, asked: Asked): string {
  return address('/pay/appeal', { ticket }, asked);
}
