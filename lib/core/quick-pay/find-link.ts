import type { LinkOffer, LinkSummary } from '@/lib/core/quick-pay/link';
import { type LinkKey, selectOffer, selectSummaries } from '@/lib/core/quick-pay/store';
import type { Mode } from '@/lib/core/vocabulary';

const TOKEN = /^[A-Za-z0-9_-]{1,64}$/;

/** The link behind a shared address, by its token or the one before while that has its grace; null for none. */
export async function findLink(merchantId: number, mode: Mode, token: string): Promise<LinkOffer | null> {
  return TOKEN.test(token) ? selectOffer({ merchantId, mode, token }) : null;
}

/** One link of a merchant with its numbers; null when it is not his, or of the other mode. */
export async function describeLink({
  merchantId,
  linkId,
  mode,
}: LinkKey & { mode: Mode }): Promise<LinkSummary | null> {
  const [found] = await selectSummaries(merchantId, mode, linkId);
  return found ?? null;
}
