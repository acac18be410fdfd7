import { type CheckoutState, type Situation, stateOf } from '@/gateway/checkout/checkout-state';
import type {
  CheckoutView,
  ChoosingView,
  GoodsLine,
  PaidView,
  PendingView,
  Refusal,
  TooManyOpen,
} from '@/gateway/checkout/checkout-view';
import { type Device, HOME_WALLET } from '@/gateway/checkout/device';
import { guide } from '@/gateway/checkout/guidance';
import type { PaymentInstruction, Wallet } from '@/lib/channels';

/** Under this the page says in words that time runs out. */
export const LAST_MINUTE_SECONDS = 60;

/** A receipt that is opened later than this after the payment stays where it is. */
const REDIRECT_WITHIN_MS = 10 * 60_000;

export interface Facts extends Situation {
  /** The sites that may show the page in a frame. */
  readonly frameOrigins: readonly string[];
  readonly merchantName: string;
  readonly device: Device;
  /** The page's own address without anything of this visit, for another device. */
  readonly address: string;
  /** What a paid order has bought; empty for any other one, and where no products were ordered. */
  readonly goods: readonly GoodsLine[];
  /** What the buyer may choose now, of what the order offers; empty once a code was shown to him. */
  readonly choices: readonly Wallet[];
  /** Null before an account was allocated. */
  readonly instruction: PaymentInstruction | null;
  /** Why nothing could be allocated. */
  readonly refusal: Refusal | null;
  /** Whose orders are in the way, when that is why. */
  readonly tooMany: TooManyOpen | null;
  /** The signed address to send the buyer back to; null before the acknowledgement, or when there is none. */
  readonly redirectUrl: string | null;
  /** Where the merchant wants buyers of expired orders; null when he named no such address. */
  readonly timeoutUrl: string | null;
  /** The front of the merchant's site, for a plain link back; null when no address of his is known. */
  readonly siteUrl: string | null;
  /** The buyer asked to stay on the page. */
  readonly isStaying: boolean;
}

function slipOf({ order, merchantName, siteUrl, now }: Facts) {
  const { type, choices, mode, title, id, outOrderId, price, createdAt, expiresAt } = order;
  const isTest = mode === 'test';
  return {
    merchantName,
    wallet: type ?? choices[0] ?? 'alipay',
    isTest,
    title,
    orderId: id,
    outOrderId,
    price,
    createdAt,
    expiresAt,
    now,
    siteUrl,
  };
}

function clockOf({ order, now }: Facts) {
  const secondsLeft = Math.max(0, Math.ceil((order.expiresAt.getTime() - now.getTime()) / 1000));
  return { secondsLeft, isLastMinute: secondsLeft <= LAST_MINUTE_SECONDS };
}

function wayToChoose({ choices, device }: Facts): ChoosingView['way'] {
  const home = HOME_WALLET[device];
  if (home !== undefined && !choices.includes(home)) return 'other_wallet';
  return device === 'pc' ? 'scan' : 'tap';
}

function describeChoosing(facts: Facts): ChoosingView {
  return {
    ...slipOf(facts),
    ...clockOf(facts),
    state: 'choosing',
    choices: facts.choices,
    way: wayToChoose(facts),
    home: HOME_WALLET[facts.device] ?? null,
    address: facts.address,
  };
}

function describePending(facts: Facts, instruction: PaymentInstruction): PendingView {
  const slip = slipOf(facts);
  const payable = facts.order.payable ?? slip.price;
  return {
    ...slip,
    ...clockOf(facts),
    state: 'pending',
    payable,
    isAdjusted: payable !== slip.price,
    carriesAmount: instruction.carriesAmount,
    qrText: instruction.qrText,
    allowsAlbum: instruction.allowsAlbum,
    guidance: guide(facts.device, slip.wallet, instruction, slip.isTest),
  };
}

/** Whoever has his money back gets no keys any more. */
function goodsOf({ order, goods }: Facts): readonly GoodsLine[] {
  return order.status === 'refunded' ? goods.map((line) => ({ ...line, keys: [], owed: 0 })) : goods;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function describePaid(facts: Facts, state: PaidView['state']): PaidView {
  const { order, notice, now } = facts;
  const knownAt = notice?.deliveredAt ?? order.paidAt ?? now;
  const isFresh = now.getTime() - knownAt.getTime() < REDIRECT_WITHIN_MS;
  const goods = goodsOf(facts);
  const keyCount = sum(goods.map(({ keys }) => keys.length));
  const owed = sum(goods.map((line) => line.owed));
  // Nobody is taken away from keys that he has not read yet.
  const mayLeave = isFresh && !facts.isStaying && keyCount + owed === 0;
  return {
    ...slipOf(facts),
    state,
    paid: order.paid ?? order.price,
    due: order.payable ?? order.price,
    refunded: order.refunded,
    paidAt: order.paidAt ?? now,
    goods,
    keyCount,
    owed,
    redirectUrl: facts.redirectUrl,
    isLeaving: state === 'paid' && facts.redirectUrl !== null && mayLeave,
  };
}

function describeUnavailable(facts: Facts, refusal: Refusal): CheckoutView {
  const others = facts.choices.filter((choice) => choice !== facts.order.type);
  return { ...slipOf(facts), state: 'unavailable', refusal, tooMany: facts.tooMany, choices: others };
}

function describeUnpaid(facts: Facts, state: CheckoutState): CheckoutView {
  const slip = slipOf(facts);
  if (facts.refusal !== null) return describeUnavailable(facts, facts.refusal);
  if (state === 'pending' && facts.instruction !== null) return describePending(facts, facts.instruction);
  // An account that is gone takes its code along; the order itself still waits.
  if (state === 'pending') return describeUnavailable(facts, 'no_channel');
  return { ...slip, state: state === 'closed' ? 'closed' : 'creating' };
}

/** What the buyer sees at this moment. */
export function describeCheckout(facts: Facts): CheckoutView {
  const state = stateOf(facts);
  switch (state) {
    case 'choosing':
      return facts.refusal === null ? describeChoosing(facts) : describeUnavailable(facts, facts.refusal);
    case 'confirming':
    case 'paid':
    case 'paid_unconfirmed':
    case 'underpaid':
    case 'overpaid':
    case 'refunded':
      return describePaid(facts, state);
    case 'late': {
      const { amount = facts.order.price, paidAt = facts.now } = facts.latePayment ?? {};
      return { ...slipOf(facts), state, paid: amount, paidAt };
    }
    case 'expired': {
      const { timeoutUrl, isStaying } = facts;
      return { ...slipOf(facts), state, timeoutUrl, isLeaving: timeoutUrl !== null && !isStaying };
    }
    default:
      return describeUnpaid(facts, state);
  }
}
