import type { Fen } from '@/lib/platform/money';

/** Whose wallet the buyer pays with. */
export type Wallet = 'alipay' | 'wechat' | 'qq';

/** What a channel may know of the order and the account that was allocated to it. */
export interface PaymentRequest {
  readonly wallet: Wallet;
  /** The order's checkout token. */
  readonly orderToken: string;
  /** The exact amount to pay. */
  readonly payable: Fen;
  /** The text of the account's own code, as the merchant gave it. */
  readonly accountCode: string;
  /** The text of a code that brings exactly the amount to pay along; null when the merchant gave none. */
  readonly fixedCode: string | null;
}

/** How the buyer pays: everything that the checkout and the dialects need to draw it. */
export interface PaymentInstruction {
  /** The text inside the QR code. */
  readonly qrText: string;
  /** Whether the code brings the amount along, so that the buyer types nothing. */
  readonly carriesAmount: boolean;
  /** Opens the wallet from a phone's browser; null when the wallet offers no such address. */
  readonly appLink: string | null;
  /** Whether the wallet's scanner takes the code from a saved picture. */
  readonly allowsAlbum: boolean;
  /** Whether the wallet recognises the code when its picture is pressed long in its own browser. */
  readonly allowsLongPress: boolean;
}

export type CodeJudgement =
  | {
      readonly isAccepted: true;
      /** The wallet that the code seems to belong to when that is not the given one; worth a warning, no refusal. */
      readonly looksLike: Wallet | null;
    }
  | { readonly isAccepted: false; readonly reason: 'empty' | 'too_long' | 'not_printable' };

export interface ChannelDescription {
  readonly id: string;
  /** Test orders meet only test channels, live orders only live ones. */
  readonly mode: 'live' | 'test';
  /** Whether an account needs a monitor that reports its payments. */
  readonly needsMonitor: boolean;
  /** Whether the merchant gives a code when he adds an account. */
  readonly needsCode: boolean;
}

/** Money of one order to be given back to its buyer. */
export interface RefundRequest {
  readonly orderToken: string;
  /** Ours. Asking again with it must move the money once. */
  readonly refundNo: string;
  readonly amount: Fen;
  /** What the buyer had paid. */
  readonly paid: Fen;
  readonly reason: string;
}

export type RefundReply =
  /** The money is on its way back; the reference is the channel's own number. */
  | { readonly isGiven: true; readonly reference: string }
  /** The channel will never give this back; the reason is its word for a human. */
  | { readonly isGiven: false; readonly reason: string };

/**
 * A way in which money is received and seen. A channel is a stateless leaf: it reads no database, no clock and,
 * but for `refund`, no network, and answers the same for the same question. `docs/adding-a-channel.md` tells the rest.
 */
export interface Channel {
  describe(): ChannelDescription;
  /** Judges a code before an account is saved with it. */
  judgeCode(wallet: Wallet, code: string): CodeJudgement;
  instruct(request: PaymentRequest): PaymentInstruction;
  /**
   * Gives money back. Absent where the channel only watches payments, so that nobody but the merchant can.
   * Rejects when the answer is not known, such as on a timeout: it is asked again later with the same number.
   */
  refund?(request: RefundRequest): Promise<RefundReply>;
}
