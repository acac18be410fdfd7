import type { Fen } from '@/lib/platform/money';

/** The operator's configuration of a platform: what the channel names, as text. */
export type PlatformConfig = Readonly<Record<string, string>>;

/** What the merchant scans to let us watch his account. */
export interface ScanCode {
  /** The text inside the QR code. */
  readonly text: string;
  readonly expiresInSeconds: number;
}

/** What a platform gave for watching one account. The grant is the channel's own text; it is kept sealed. */
export interface Grant {
  /** The platform's number of the wallet's owner. */
  readonly ownerId: string;
  /** How the owner is shown, masked. */
  readonly ownerLabel: string;
  readonly grant: string;
  readonly expiresInSeconds: number;
  /** The text of the code that buyers scan when the merchant gave none. */
  readonly accountCode: string;
}

/** A platform's refusal, in its own words. */
export interface PlatformRefusal {
  /** The platform's own code and words, for a human. */
  readonly reason: string;
  /** Whether the grant is over, so that only a new scan helps. */
  readonly isGrantOver: boolean;
}

export type GrantReply =
  | { readonly isGranted: true; readonly grant: Grant }
  | ({ readonly isGranted: false } & PlatformRefusal);

/** One payment in an account's journal. */
export interface Bill {
  /** The platform's number of the journal entry: the same one is the same payment. */
  readonly id: string;
  readonly amount: Fen;
  readonly paidAt: Date;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** An entry that looks like money and could not be read; kept as it came. */
export interface UnreadBill {
  readonly id: string;
  readonly reason: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

export type BillsReply =
  | {
      readonly isRead: true;
      readonly bills: readonly Bill[];
      readonly unread: readonly UnreadBill[];
      /** A renewed grant that replaces the old one, when the platform gave one. */
      readonly renewed: Pick<Grant, 'grant' | 'expiresInSeconds'> | null;
    }
  | ({ readonly isRead: false } & PlatformRefusal);

/**
 * How a channel watches an account online after its owner has scanned a code. Everything that is asked goes to
 * the platform, so nothing here may be called inside a transaction. A rejection means that the answer is not known.
 */
export interface CloudMonitor {
  /** The fields of the operator's configuration that are missing or unusable; empty when the channel is ready. */
  missing(config: PlatformConfig): readonly string[];
  /** `state` comes back with what the scan answers; `answerUrl` is where the platform sends it. */
  prepare(config: PlatformConfig, ask: { state: string; answerUrl: string }): Promise<ScanCode>;
  /** Turns what the scan answered into a grant. */
  exchange(config: PlatformConfig, answer: string): Promise<GrantReply>;
  /** Every journal entry from `from` (inclusive) to `to` (exclusive), all pages. */
  readBills(config: PlatformConfig, grant: string, window: { from: Date; to: Date }): Promise<BillsReply>;
}
