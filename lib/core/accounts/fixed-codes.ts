import { channelOf } from '@/lib/channels';
import { type FixedCode, type NewFixedCodes, upsertFixedCodes } from '@/lib/core/accounts/fixed-codes-store';
import { type Account, selectAccount } from '@/lib/core/accounts/store';
import { DomainError } from '@/lib/core/errors';
import { formatYuan } from '@/lib/platform/money';

function refuse({ amount }: FixedCode, reason: string): never {
  throw new DomainError('invalid', 'account.code_invalid', { reason, amount: formatYuan(amount) });
}

/** The same amount or the same code twice, or the open code: then one of the amounts is not what the code carries. */
function refuseBadCodes(account: Account, codes: readonly FixedCode[]): void {
  const amounts = new Set<number>();
  const texts = new Set<string>([account.code]);
  for (const one of codes) {
    const verdict = channelOf(account.channel)?.judgeCode(account.type, one.code);
    if (verdict !== undefined && !verdict.isAccepted) refuse(one, verdict.reason);
    if (one.amount <= 0) refuse(one, 'amount');
    if (one.code === account.code) refuse(one, 'open_code');
    if (amounts.has(one.amount) || texts.has(one.code)) refuse(one, 'repeated');
    amounts.add(one.amount);
    texts.add(one.code);
  }
}

/**
 * Keeps codes that carry an amount, made in the wallet, on a live account: for every order of that amount, or for
 * orders of one product only. A code that stood for the same account, amount and product is replaced. All or nothing.
 * Throws account.unknown, product.unknown, or account.code_invalid with the amount and the reason: what the channel
 * says of the text, `amount`, `open_code`, `repeated` among the given, `clash` when the account has the same code
 * for another amount.
 */
export async function addFixedCodes(request: NewFixedCodes): Promise<{ added: number; replaced: number }> {
  const account = await selectAccount(request);
  if (account === null || account.mode !== 'live') throw new DomainError('not_found', 'account.unknown');
  const codes = request.codes.map(({ amount, code }) => ({ amount, code: code.trim() }));
  refuseBadCodes(account, codes);
  const { isAccountKnown, isProductKnown, clash, added, replaced } = await upsertFixedCodes({
    ...request,
    codes,
  });
  if (!isAccountKnown) throw new DomainError('not_found', 'account.unknown');
  if (!isProductKnown) throw new DomainError('not_found', 'product.unknown');
  if (clash !== null) refuse({ amount: clash, code: '' }, 'clash');
  return { added, replaced };
}
