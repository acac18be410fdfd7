import { randomUUID } from 'node:crypto';
import { type Command, CommandError, type Given, required, requiredId } from '@/cli/command';
import { findAccount, findAccountOwner } from '@/lib/core/accounts';
import { matchArrival, recordArrival } from '@/lib/core/arrivals';
import { databaseTime } from '@/lib/core/orders';
import { parseYuan } from '@/lib/platform/money';

async function paidAtOf(given: Given): Promise<Date> {
  const text = given['paid-at'];
  if (text === undefined) return databaseTime();
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new CommandError('--paid-at must be a time such as 2026-11-21T14:05:09+08:00');
  return at;
}

export const arrivalReport: Command = {
  usage: '--account ID --amount 10.01 [--ref R] [--paid-at ISO]',
  options: ['account', 'amount', 'ref', 'paid-at'],
  async run(given) {
    const accountId = requiredId(given, 'account');
    const merchantId = await findAccountOwner(accountId);
    const account = merchantId === null ? null : await findAccount({ merchantId, accountId });
    if (account === null) throw new CommandError(`there is no account ${accountId}`);
    const amount = parseYuan(required(given, 'amount'));
    if (amount === null || amount === 0)
      throw new CommandError('--amount must be yuan with at most two decimals');
    const { arrivalId, isRepeat } = await recordArrival({
      merchantId: account.merchantId,
      mode: account.mode,
      type: account.type,
      accountId,
      monitorId: null,
      source: 'operator',
      dedupeKey: `operator:${accountId}:${given['ref'] ?? randomUUID()}`,
      amount,
      paidAt: await paidAtOf(given),
      raw: { ref: given['ref'] ?? null },
    });
    const { outcome, orderId } = await matchArrival({ merchantId: account.merchantId, arrivalId });
    return { arrivalId, outcome: isRepeat ? 'duplicate' : outcome, orderId };
  },
};
