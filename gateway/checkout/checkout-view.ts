import type { Guidance } from '@/gateway/checkout/guidance';
import type { Wallet } from '@/lib/channels';
import type { Fen } from '@/lib/platform/money';

export type Refusal = 'no_channel' | 'amounts_taken' | 'too_many_open';

/** As many orders wait as may, of this visitor or contact, or of the whole merchant. */
export interface TooManyOpen {
  readonly by: 'visitor' | 'contact' | 'merchant';
  /** How many of the visitor's or contact's. */
  readonly count: number;
  /** When the first of them is out of the way if nobody pays; null when that is not known. */
  readonly freeAt: Date | null;
}

/** One product of an order, with the card keys that were sold with it. */
export interface GoodsLine {
  readonly name: string;
  readonly unitPrice: Fen;
  readonly quantity: number;
  /** Keys that are paid for and not in stock yet. */
  readonly owed: number;
  readonly keys: readonly string[];
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

/** An order that the buyer can still do something about before its time is over. */
interface WaitingSlip extends Slip {
  readonly secondsLeft: number;
  readonly isLastMinute: boolean;
}

export interface ChoosingView extends WaitingSlip {
  readonly state: 'choosing';
  readonly choices: readonly Wallet[];
  /** `scan`: a second device can scan; `tap`: this one pays; `other_wallet`: a wallet that the order does not take. */
  readonly way: 'scan' | 'tap' | 'other_wallet';
  /** The wallet in whose browser the page is. */
  readonly home: Wallet | null;
  /** The page's own address: every scanner opens it, and goes on in its own wallet. */
  readonly address: string;
}

export interface PendingView extends WaitingSlip {
  readonly state: 'pending';
  readonly payable: Fen;
  /** The buyer must pay another amount than the merchant asked, exactly. */
  readonly isAdjusted: boolean;
  readonly carriesAmount: boolean;
  readonly qrText: string;
  readonly allowsAlbum: boolean;
  readonly guidance: Guidance;
}

export interface PaidView extends Slip {
  readonly state: 'confirming' | 'paid' | 'paid_unconfirmed' | 'underpaid' | 'overpaid' | 'refunded';
  readonly paid: Fen;
  readonly due: Fen;
  readonly refunded: Fen;
  readonly paidAt: Date;
  /** Empty when no products were ordered. */
  readonly goods: readonly GoodsLine[];
  readonly keyCount: number;
  readonly owed: number;
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
  readonly tooMany: TooManyOpen | null;
  /** What else the buyer may choose. */
  readonly choices: readonly Wallet[];
}

/** One of a closed list of pictures, with everything that it needs and nothing more. */
export type CheckoutView =
  | ChoosingView
  | PendingView
  | PaidView
  | LateView
  | ExpiredView
  | EndedView
  | UnavailableView;
