import type { Tx } from '@/db/transaction';
import { type Ask, type Choice, selectChoice, selectIsServable } from '@/lib/core/allocation/choice-store';

/**
 * The account to offer: of those online whose rules admit the order and that have a free amount, by the merchant's
 * strategy (spec gatepay-cloud §3): smart leaves out the account of the last completed trade, even the one with the
 * largest sum of today. What is left out stands last, so it is still taken when nothing else is left. Among the
 * others one goes first on which the price itself is free and a code carries exactly it: one made for the order's
 * product, then one for every order.
 *
 * `isServable` tells having no account that may serve the order from having none with a free amount.
 */
export async function chooseAccount(tx: Tx, ask: Ask): Promise<Choice & { isServable: boolean }> {
  const choice = await selectChoice(tx, ask);
  const isServable = choice.accountId !== null || (await selectIsServable(tx, ask));
  return { ...choice, isServable };
}
