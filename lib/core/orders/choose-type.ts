import { DomainError } from '@/lib/core/errors';
import { moveChosen } from '@/lib/core/orders/moves-store';
import type { Order } from '@/lib/core/orders/order';
import { selectByToken } from '@/lib/core/orders/store';
import type { PayType } from '@/lib/core/vocabulary';

/**
 * The buyer chooses how to pay, and may choose anew until a code was shown to him. Choosing what is chosen, or too
 * late, answers the order as it is. Null for an unknown token. Throws order.choice_invalid for a type that the
 * order does not leave to the buyer.
 */
export async function chooseType(token: string, type: PayType): Promise<Order | null> {
  const chosen = await moveChosen(token, type);
  if (chosen !== null) return chosen;
  const order = await selectByToken(token);
  if (order !== null && !order.choices.includes(type)) {
    throw new DomainError('invalid', 'order.choice_invalid', { type });
  }
  return order;
}
