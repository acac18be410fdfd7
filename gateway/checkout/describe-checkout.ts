import { type CheckoutState, type Situation, stateOf } from '@/gateway/checkout/checkout-state';
import type { Device } from '@/gateway/checkout/device';
import { type Guidance, guide } from '@/gateway/checkout/guidance';
import type { PaymentInstruction, Wallet } from '@/lib/channels';
import type { Fen } from '@/lib/platform/money';

/** Under this the page says in words that time runs out. */
export const LAST_MINUTE_SECONDS = 60;

/** A receipt that is opened later than this after the payment stays where it is. */
const REDIRECT_WITHIN_MS = 10 * 60_000;

export type Refusal = 'no_channel' | 'amounts_taken';

export interface Facts extends Situation {
  readonly merchantName: string;
  readonly device: Device;
  /** Null before an account was allocated. */
  readonly instruction: PaymentInstruction | null;
  /** Why nothing could be allocated. */
  readonly refusal: Refusal | null;
  /** The signed address to send the buyer back to; null before the acknowledgement, or when there is none. */
  readonly redirectUrl: string | null;
  /** Where the merchant wants buyers of expired orders; null when he named no such address. */
  readonly timeoutUrl: string | null;
  /** The front of the merchant's site, for a plain link back; null when no address of his is known. */
  readonly siteUrl: string | null;
  /** The buyer asked to stay on the page. */
  readonly isStaying: boolean;
}

interface Slip {
  readonly merchantName: string;
  readonly wallet: Wallet;
  readonly isTest: boolean;
  readonly title: string;
  readonly orderId: number;
  readonly outOrderId: string;
  readonly price: Fen;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly now: Date;
  readonly siteUrl: string | null;
}

export interface PendingView extends Slip {
  readonly state: 'pending';
  readonly payable: Fen;
  /** The buyer must pay another amount than the merchant asked, exactly. */
  readonly isAdjusted: boolean;
  readonly carriesAmount: boolean;
  readonly qrText: string;
  readonly allowsAlbum: boolean;
  readonly guidance: Guidance;
  readonly secondsLeft: number;
  readonly isLastMinute: boolean;
}

export interface PaidView extends Slip {
  readonly state: 'confirming' | 'paid' | 'paid_unconfirmed' | 'underpaid' | 'overpaid' | 'refunded';
  readonly paid: Fen;
  readonly due: Fen;
  readonly paidAt: Date;
  readonly redirectUrl: string | null;
  /** Whether the page leaves by itself. */
  readonly isLeaving: boolean;
}

export interface LateView extends Slip {
  readonly state: 'late';
  readonly paid: Fen;
  readonly paidAt: Date;
}

export interface ExpiredView extends Slip {
  readonly state: 'expired';
  readonly timeoutUrl: string | null;
  readonly isLeaving: boolean;
}

export interface EndedView extends Slip {
  readonly state: 'closed' | 'creating';
}

export interface UnavailableView extends Slip {
  readonly state: 'unavailable';
  readonly refusal: Refusal;
}

export type CheckoutView = PendingView | PaidView | LateView | ExpiredView | EndedView | UnavailableView;

function slipOf({ order, merchantName, siteUrl, now }: Facts): Slip {
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

function describePending(facts: Facts, instruction: PaymentInstruction): PendingView {
  const slip = slipOf(facts);
  const payable = facts.order.payable ?? slip.price;
  const secondsLeft = Math.max(0, Math.ceil((slip.expiresAt.getTime() - slip.now.getTime()) / 1000));
  return {
    ...slip,
    state: 'pending',
    payable,
    isAdjusted: payable !== slip.price,
    carriesAmount: instruction.carriesAmount,
    qrText: instruction.qrText,
    allowsAlbum: instruction.allowsAlbum,
    guidance: guide(facts.device, slip.wallet, instruction, slip.isTest),
    secondsLeft,
    isLastMinute: secondsLeft <= LAST_MINUTE_SECONDS,
  };
}

function describePaid(facts: Facts, state: PaidView['state']): PaidView {
  const { order, notice, now } = facts;
  const knownAt = notice?.deliveredAt ?? order.paidAt ?? now;
  const isFresh = now.getTime() - knownAt.getTime() < REDIRECT_WITHIN_MS;
  return {
    ...slipOf(facts),
    state,
    paid: order.paid ?? order.price,
    due: order.payable ?? order.price,
    paidAt: order.paidAt ?? now,
    redirectUrl: facts.redirectUrl,
    isLeaving: state === 'paid' && facts.redirectUrl !== null && isFresh && !facts.isStaying,
  };
}

function describeUnpaid(facts: Facts, state: CheckoutState): CheckoutView {
  const slip = slipOf(facts);
  if (facts.refusal !== null) return { ...slip, state: 'unavailable', refusal: facts.refusal };
  if (state === 'pending' && facts.instruction !== null) return describePending(facts, facts.instruction);
  // An account that is gone takes its code along; the order itself still waits.
  if (state === 'pending') return { ...slip, state: 'unavailable', refusal: 'no_channel' };
  return { ...slip, state: state === 'closed' ? 'closed' : 'creating' };
}

/** What the buyer sees: one of a closed list of pictures, with everything that it needs and nothing more. */
export function describeCheckout(facts: Facts): CheckoutView {
  const state = stateOf(facts);
  switch (state) {
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
