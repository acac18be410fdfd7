import { channelOf, type PaymentInstruction } from '@/lib/channels';
import { selectPaymentSource } from '@/lib/core/allocation/store';
import { type Order, soleProduct } from '@/lib/core/orders';

/** What the buyer scans and where it leads; null before an account was allocated. */
export async function describePayment(order: Order): Promise<PaymentInstruction | null> {
  const { merchantId, accountId, payable, type } = order;
  if (accountId === null || payable === null || type === null) return null;
  const source = await selectPaymentSource({ merchantId, accountId, payable, productId: soleProduct(order) });
  if (source === null) return null;
  const { channel, accountCode, fixedCode } = source;
  const request = { wallet: type, orderToken: order.token, payable, accountCode, fixedCode };
  return channelOf(channel)?.instruct(request) ?? null;
}
