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

/**
 * A way in which money is received and seen. A channel is a stateless leaf: it reads no database, no clock and
 * no network here, and answers the same for the same question. `docs/adding-a-channel.md` tells the rest.
 */
export interface Channel {
  describe(): ChannelDescription;
  /** Judges a code before an account is saved with it. */
  judgeCode(wallet: Wallet, code: string): CodeJudgement;
  instruct(request: PaymentRequest): PaymentInstruction;
}
