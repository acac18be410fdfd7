import { randomBytes } from 'node:crypto';
import { inTransaction } from '@/db/transaction';
import { type Eligibility, tryRules } from '@/lib/core/accounts';
import { openOrder } from '@/lib/core/allocation/open-order';
import { DomainError } from '@/lib/core/errors';
import { findCredential } from '@/lib/core/merchants';
import { noteEvent, type Order, type OrderEvent, placeOrder } from '@/lib/core/orders';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';
import { provinceOfIp } from '@/lib/platform/region';

const EVENT = 'test_payment';

export interface TestPayment {
  readonly merchantId: number;
  readonly type: PayType;
  readonly price: Fen;
  /** What the buyer's page calls it. */
  readonly title: string;
  readonly actor: string;
  /** Stands for the payer's address: rules may ask where it is. */
  readonly ip: string;
}

/** What was known when a test payment was started. */
export interface TestTrace {
  /** Every account of the type, judged right before one was chosen. */
  readonly accounts: readonly Eligibility[];
  /** Why none was taken; null when one was. */
  readonly refusal: string | null;
}

async function place({ merchantId, type, price, title }: TestPayment): Promise<Order> {
  const credential = await findCredential(merchantId, 'live');
  if (credential === null) throw new DomainError('not_found', 'merchant.unknown');
  return placeOrder({
    credential,
    dialect: 'cloudpay',
    outOrderId: `TEST-${randomBytes(6).toString('hex')}`,
    type,
    price,
    title,
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: true,
    pin: null,
  });
}

async function open({ ip }: TestPayment, { token }: Order): Promise<string | null> {
  try {
    await openOrder({ token, payerIp: ip, device: 'admin' });
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

/**
 * Places a live order as the merchant's own site would, judges every account and opens it: rules, strategy, callback
 * and all are those of any other order (spec gatepay-cloud §4). What the opening refuses is kept in the trace.
 * Throws what placeOrder throws.
 */
export async function startTestPayment(payment: TestPayment): Promise<{ orderId: number }> {
  const { merchantId, type, price, actor, ip } = payment;
  const order = await place(payment);
  const region = provinceOfIp(ip);
  const accounts = await tryRules({ merchantId, mode: 'live', type, price, region, minute: null });
  const refusal = await open(payment, order);
  const trace = JSON.stringify({ accounts, refusal } satisfies TestTrace);
  const count = accounts.filter(({ reasons }) => reasons.length === 0).length;
  await inTransaction((tx) =>
    noteEvent(
      tx,
      { merchantId, orderId: order.id },
      { kind: EVENT, actor, data: { all: accounts.length, count, region, trace } },
    ),
  );
  return { orderId: order.id };
}

/** What an order's events tell of its test; null for every other order. */
export function testTraceOf(events: readonly OrderEvent[]): TestTrace | null {
  const noted = events.find(({ kind }) => kind === EVENT)?.data.trace;
  return typeof noted === 'string' ? (JSON.parse(noted) as TestTrace) : null;
}
