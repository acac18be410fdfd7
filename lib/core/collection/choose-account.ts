import type { Tx } from '@/db/transaction';
import { type Ask, type Choice, selectChoice } from '@/lib/core/collection/choice-store';

/**
 * The account to offer: of those online whose rules admit the order and that have a free amount, by the merchant's
 * strategy (spec gatepay-cloud §3): smart leaves out the account of the last completed trade, even the one with the
 * largest sum of today. What is left out stands last, so it is still taken when nothing else is left. Among the
 * others one goes first on which the price itself is free and a code carries exactly it: one made for the order's
 * product, then one for every order.
 *
 * A few accounts drawn by lot settle it nearly always; only when they do not is every account looked at.
 */
export async function chooseAccount(tx: Tx, ask: Ask): Promise<Choice> {
  const { isConclusive, ...choice } = await selectChoice(tx, ask, false);
  if (isConclusive) return choice;
  const { isConclusive: _, ...last } = await selectChoice(tx, ask, true);
  return last;
}
