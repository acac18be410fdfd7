import type { QrDrawing } from '@/components/ui/qr-picture';
import type { Action } from '@/lib/auth/action-result';
import type { LogonStage } from '@/lib/core/sessions';
import type { PayType } from '@/lib/core/vocabulary';

/** How a log-on stands, as its dialog shows it. */
export interface LogonNews {
  readonly stage: LogonStage;
  readonly qr: QrDrawing | null;
  /** In test mode, where the code leads: anyone can open it instead of scanning. */
  readonly walletLink: string | null;
  readonly codeSecondsLeft: number;
  readonly codeCount: number;
  /** How many log-ons stand before this one in the queue. */
  readonly ahead: number;
  /** False while nobody would go on with it. */
  readonly isWorkerThere: boolean;
  /** In the reader's words, or the platform's own. */
  readonly failure: string | null;
  readonly feePoints: number;
}

/** One kind of account that can be scanned online. */
export interface ScanChoice {
  readonly channel: string;
  readonly type: PayType;
}

export interface LogonVerbs {
  /** Takes a ScanChoice with `label`, and `sessionId` to log an offline session on again. */
  readonly start: Action<{ logonId: number }>;
  readonly look: Action<LogonNews>;
  readonly refresh: Action<null>;
  readonly cancel: Action<null>;
}

export interface Fee {
  readonly points: number;
  /** What the merchant has. */
  readonly have: number;
}

export function isOver({ stage }: Pick<LogonNews, 'stage'>): boolean {
  return stage === 'online' || stage === 'failed' || stage === 'cancelled';
}
