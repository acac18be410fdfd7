import { DomainError } from '@/lib/core/errors';
import { type LinkTerms, linkShape } from '@/lib/core/quick-pay/link-shape';
import { insertLink } from '@/lib/core/quick-pay/store';
import type { Mode } from '@/lib/core/vocabulary';
import { newKey } from '@/lib/platform/ids';

/** Half a key: enough that nobody finds a link that was not given to him. */
export function newLinkToken(): string {
  return newKey().slice(0, 16);
}

/** Checks what a merchant decided of a link. Throws link.invalid with the first wrong setting's name. */
export function checkedTerms(terms: LinkTerms): LinkTerms {
  const parsed = linkShape.safeParse(terms);
  if (parsed.success) return parsed.data;
  const setting = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new DomainError('invalid', 'link.invalid', { setting });
}

/** Makes a link that takes payments at once. Throws link.invalid. */
export async function createLink(
  given: LinkTerms & { merchantId: number; mode: Mode },
): Promise<{ linkId: number }> {
  const { merchantId, mode, ...terms } = given;
  return { linkId: await insertLink(merchantId, mode, newLinkToken(), checkedTerms(terms)) };
}
