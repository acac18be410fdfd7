import { DomainError } from '@/lib/core/errors';
import { moveChosen } from '@/lib/core/orders/moves-store';
import type { Order } from '@/lib/core/orders/order';
import { selectByToken } from '@/lib/core/orders/store';
import type { PayType } from '@/lib/core/vocabulary';

/**
 * The buyer chooses how to pay. Choosing again answers the order as it is: the first choice stands.
 * Null for an unknown token. Throws order.choice_invalid for what the order does not offer.
 */
export async function chooseType(token: string, type: PayType): Promise<Order | null> {
  const chosen = await moveChosen(token, type);
  if (chosen !== null) return chosen;
  const order = await selectByToken(token);
  if (order !== null && order.type === null && order.status === 'created') {
    throw new DomainError('invalid', 'order.choice_invalid', { type });
  }
  return order;
}
