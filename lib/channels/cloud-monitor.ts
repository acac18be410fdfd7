import type { Wallet } from '@/lib/channels/channel';
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
  /** Whether the grant is over, so that only a renewal or a new scan helps. */
  readonly isGrantOver: boolean;
  /** Whether it was asked too often; absent where a platform has no such limit. */
  readonly isOverLimit?: boolean;
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
    }
  | ({ readonly isRead: false } & PlatformRefusal);

export type RenewalReply =
  | ({ readonly isRenewed: true } & Pick<Grant, 'grant' | 'expiresInSeconds'>)
  | ({ readonly isRenewed: false } & PlatformRefusal);

/** How a platform's grants are renewed without the owner. The old grant serves until the new one was kept. */
export interface GrantRenewal {
  /** From when on the grant should be renewed; before it ends. */
  dueAt(grant: string): Date;
  renew(config: PlatformConfig, grant: string): Promise<RenewalReply>;
}

/** What a harmless signed call showed. */
export interface PlatformCheck {
  /** Whether the platform knew our signature and we knew its own. */
  readonly isTrusted: boolean;
  /** The platform's own words. */
  readonly reason: string;
  /** Whether it was asked too often. */
  readonly isOverLimit: boolean;
}

/** The operator's side of a platform that knows applications by their keys. */
export interface PlatformKeys {
  /** A fresh private key, which stays with us. */
  makePrivateKey(): Promise<string>;
  /** What is pasted into the platform; null when the private key is unusable. */
  publicHalfOf(privateKey: string): string | null;
  /** Rejects when no answer came that can be trusted. */
  check(config: PlatformConfig): Promise<PlatformCheck>;
}

export interface CloudMonitorDescription {
  /** The subject of the operator's configuration that it works by; null when there is nothing to configure. */
  readonly setting: string | null;
  /** What counts where the operator configured nothing else. */
  readonly usual: PlatformConfig;
  /** Whose accounts it can watch. */
  readonly wallets: readonly Wallet[];
}

/**
 * How a channel watches an account online after its owner has scanned a code. Everything that is asked goes to
 * the platform, so nothing here may be called inside a transaction. A rejection means that the answer is not known.
 */
export interface CloudMonitor {
  describe(): CloudMonitorDescription;
  /** The fields of the operator's configuration that are missing or unusable; empty when the channel is ready. */
  missing(config: PlatformConfig): readonly string[];
  /** `state` comes back with what the scan answers; `answerUrl` is where the platform sends it. */
  prepare(config: PlatformConfig, ask: { state: string; answerUrl: string }): Promise<ScanCode>;
  /** Turns what the scan answered into a grant. */
  exchange(config: PlatformConfig, answer: string): Promise<GrantReply>;
  /**
   * Every payment into the account from `from` (inclusive) to `to` (exclusive), all pages. `beforeCall` is waited for
   * before each call to the platform, so that all workers together stay under its limits.
   */
  readBills(
    config: PlatformConfig,
    grant: string,
    window: { from: Date; to: Date },
    beforeCall: () => Promise<void>,
  ): Promise<BillsReply>;
  /** Absent where grants do not end. */
  readonly renewal?: GrantRenewal;
  /** Absent where there is nothing to configure. */
  readonly keys?: PlatformKeys;
}
