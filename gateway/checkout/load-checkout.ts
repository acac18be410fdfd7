import { type Situation, stateOf } from '@/gateway/checkout/checkout-state';
import type { GoodsLine, Refusal, TooManyOpen } from '@/gateway/checkout/checkout-view';
import type { Facts } from '@/gateway/checkout/describe-checkout';
import type { Device } from '@/gateway/checkout/device';
import { isToken, observeOrder } from '@/gateway/checkout/observe-order';
import type { Wallet } from '@/lib/channels';
import { onlineTypes } from '@/lib/core/accounts';
import { describePayment, openOrder } from '@/lib/core/allocation';
import { goodsOfOrder } from '@/lib/core/catalogue';
import { DomainError } from '@/lib/core/errors';
import { type Credential, findCredential, pinSignature } from '@/lib/core/merchants';
import { chooseType, findOrderByToken, isPaid, type Order } from '@/lib/core/orders';
import { dialects } from '@/lib/dialects';
import { env } from '@/lib/platform/env';

export interface Visit {
  readonly token: string;
  readonly payerIp: string;
  readonly device: Device;
  /** The wallet whose scanner opened the page; where the order offers it, that is the buyer's choice. */
  readonly scanner: Wallet | null;
  /** Whether somebody sees the answer who may pay; for everybody else the order stays as it is. */
  readonly isLooking: boolean;
  /** The buyer asked not to be taken away. */
  readonly isStaying: boolean;
}

const REFUSALS: Readonly<Record<string, Refusal>> = {
  'collection.no_channel': 'no_channel',
  'collection.amounts_taken': 'amounts_taken',
  'collection.too_many_open': 'too_many_open',
};

function tooManyOf({ details }: DomainError): TooManyOpen {
  const { by, count, freeAt } = details;
  return {
    by: by === 'visitor' || by === 'contact' ? by : 'merchant',
    count: Number(count ?? 0),
    freeAt: freeAt === undefined || freeAt === '' ? null : new Date(freeAt),
  };
}

/** Of what the order offers, the wallets that can receive now. */
async function choicesOf({ merchantId, mode, status, choices }: Order): Promise<Wallet[]> {
  if (status !== 'created' || choices.length === 0) return [];
  const online = await onlineTypes(merchantId, mode);
  return choices.filter((choice) => online.includes(choice));
}

/** Opens the order, and chooses for a buyer who came with his wallet's scanner. */
async function openFor(visit: Visit): Promise<Order | null> {
  const order = await openOrder(visit);
  const { scanner } = visit;
  if (scanner === null || order === null || order.type !== null) return order;
  if (!(await choicesOf(order)).includes(scanner)) return order;
  await chooseType(visit.token, scanner);
  return openOrder(visit);
}

interface Opened {
  readonly order: Order | null;
  readonly refusal: Refusal | null;
  readonly tooMany: TooManyOpen | null;
}

/** Opens the order for whoever looks; when nothing can be allocated, the order stays as it is and the refusal says why. */
async function open(visit: Visit): Promise<Opened> {
  const calm = { refusal: null, tooMany: null };
  if (!visit.isLooking) return { order: await findOrderByToken(visit.token), ...calm };
  try {
    return { order: await openFor(visit), ...calm };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const refusal = REFUSALS[error.code];
    if (refusal === undefined) throw error;
    const tooMany = refusal === 'too_many_open' ? tooManyOf(error) : null;
    return { order: await findOrderByToken(visit.token), refusal, tooMany };
  }
}

/** The signed address back to the merchant, only once he has acknowledged (spec gatepay-cloud §1). */
async function redirectOf({ order, notice }: Situation, credential: Credential): Promise<string | null> {
  if (!isPaid(order) || (notice !== null && notice.deliveredAt === null)) return null;
  const redirect = dialects[order.dialect].redirect(order, credential);
  if (redirect?.pin) await pinSignature(order.merchantId, redirect.pin);
  return redirect?.address ?? null;
}

/** The front of the site that the merchant's own addresses lie on. */
function siteOf(order: Order, credential: Credential): string | null {
  const address = order.returnUrl ?? credential.returnUrl ?? credential.timeoutUrl;
  return address !== null && URL.canParse(address) ? `${new URL(address).origin}/` : null;
}

/** What a paid order bought, with its keys; nobody else's keys are even read. */
async function goodsOf(order: Order): Promise<GoodsLine[]> {
  const { merchantId, id: orderId, goods } = order;
  return isPaid(order) && goods !== null ? goodsOfOrder({ merchantId, orderId }) : [];
}

/**
 * Opens an order for a buyer and reads all that its page may need. Null for an unknown address.
 * Throws when the database is away.
 */
export async function loadCheckout(visit: Visit): Promise<Facts | null> {
  if (!isToken(visit.token)) return null;
  const { order, refusal, tooMany } = await open(visit);
  if (order === null) return null;
  const [situation, credential, instruction, goods, choices] = await Promise.all([
    observeOrder(order),
    findCredential(order.merchantId, order.mode),
    order.status === 'pending' ? describePayment(order) : null,
    goodsOf(order),
    choicesOf(order),
  ]);
  if (credential === null) return null;
  return {
    ...situation,
    merchantName: credential.merchantName,
    frameOrigins: credential.frameOrigins,
    device: visit.device,
    address: `${env.publicUrl}/pay/api?id=${order.token}`,
    goods,
    choices,
    instruction,
    tooMany,
    refusal: stateOf(situation) === 'choosing' && choices.length === 0 ? 'no_channel' : refusal,
    redirectUrl: await redirectOf(situation, credential),
    timeoutUrl: credential.timeoutUrl,
    siteUrl: siteOf(order, credential),
    isStaying: visit.isStaying,
  };
}
