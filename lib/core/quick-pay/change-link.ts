import { DomainError } from '@/lib/core/errors';
import { checkedTerms } from '@/lib/core/quick-pay/create-link';
import type { LinkTerms } from '@/lib/core/quick-pay/link-shape';
import { type LinkKey, updateDisabled, updateTerms } from '@/lib/core/quick-pay/store';

function refuseUnknown(isFound: boolean): void {
  if (!isFound) throw new DomainError('not_found', 'link.unknown');
}

/** Gives a link new terms; they hold for the next order. Throws link.invalid or link.unknown. */
export async function changeLink({ merchantId, linkId, ...terms }: LinkKey & LinkTerms): Promise<void> {
  refuseUnknown(await updateTerms({ merchantId, linkId }, checkedTerms(terms)));
}

/** Opens or closes a link; orders that were placed can still be paid. Throws link.unknown. */
export async function turnLink({ isDisabled, ...key }: LinkKey & { isDisabled: boolean }): Promise<void> {
  refuseUnknown(await updateDisabled(key, isDisabled));
}
