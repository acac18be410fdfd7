import type { Credential, SignaturePin } from '@/lib/core/merchants';
import { findCredential, findCredentialByVmqKey, readingPin, signaturePin } from '@/lib/core/merchants';
import { findOrderByToken } from '@/lib/core/orders';
import { type Operation, type RawRequest, Refusal } from '@/lib/dialects/dialect';
import { isSigned } from '@/lib/dialects/vmq/signature';
import { readBodyFields, readForm } from '@/lib/platform/fields';

/** What a request says, as it came; a parameter that was not sent counts as empty, as in the original. */
export type Claim = ReadonlyMap<string, string>;

/** How a parameter must look, and what its shop is told when it does not. */
export interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly missing: string;
  readonly malformed: string;
}

/**
 * Reads query and body (which wins), and refuses by `rules` in their order. The grammar stands before the merchant
 * here, because nothing but the signature says who he is.
 */
export function reader(rules: readonly Rule[]): (request: RawRequest) => Claim {
  return (request) => {
    const query = readForm(request.query);
    const body = request.method === 'POST' ? readBodyFields(request.body, request.contentType) : null;
    const claim = new Map([...query.values, ...(body?.values ?? [])]);
    for (const { name, pattern, missing, malformed } of rules) {
      if ([query, body].some((fields) => fields?.faults.get(name) === 'not_utf8')) {
        throw new Refusal(-1, `${name} 不是 UTF-8 编码，请使用 UTF-8`);
      }
      const text = claim.get(name) ?? '';
      if (text === '' && !pattern.test('')) throw new Refusal(-1, missing);
      if (!pattern.test(text)) throw new Refusal(-1, malformed);
    }
    return claim;
  };
}

export function textOf(claim: Claim, name: string): string {
  return claim.get(name) ?? '';
}

function joined(claim: Claim, names: readonly string[]): string {
  return names.map((name) => textOf(claim, name)).join('');
}

/** How a signed call is verified: the merchant is the one whose key made the signature. */
export function signedBy(
  names: readonly string[],
): Pick<Operation<Claim>, 'findMerchant' | 'check' | 'secrets' | 'isSignedWith'> {
  const isSignedWith = (claim: Claim, key: string) =>
    isSigned(joined(claim, names), textOf(claim, 'sign'), key);
  return {
    findMerchant: (claim) => findCredentialByVmqKey((key) => isSignedWith(claim, key)),
    check: () => undefined,
    secrets: (credential) => [credential.vmqKey],
    isSignedWith,
  };
}

/** How an unsigned call is served: whoever knows the order's unguessable number may ask for it. */
export const knownByOrder: Pick<Operation<Claim>, 'findMerchant' | 'check' | 'secrets' | 'isSignedWith'> = {
  async findMerchant(claim): Promise<Credential | null> {
    const order = await findOrderByToken(textOf(claim, 'orderId'));
    return order === null ? null : findCredential(order.merchantId, order.mode);
  },
  check: () => undefined,
  secrets: (credential) => [credential.vmqKey],
  isSignedWith: () => true,
};

export function pinOf(claim: Claim, endpoint: string, names: readonly string[]): SignaturePin {
  return signaturePin(
    endpoint,
    names.map((name) => textOf(claim, name)),
  );
}

/** What the signature of a call is remembered as that only reads. */
export function readingPinOf(claim: Claim, names: readonly string[]): SignaturePin {
  return readingPin(names.map((name) => textOf(claim, name)));
}
