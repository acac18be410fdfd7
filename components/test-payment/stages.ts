import type { TestTrace } from '@/lib/core/allocation';
import type { Arrival } from '@/lib/core/arrivals';
import type { CallbackView } from '@/lib/core/callbacks';
import type { Order } from '@/lib/core/orders';

export const STAGES = ['order', 'rule', 'strategy', 'code', 'arrival', 'callback', 'redirect'] as const;
export type StageName = (typeof STAGES)[number];
/** `idle` waits for an earlier stage, `waiting` for something outside. */
export type StageState = 'done' | 'waiting' | 'failed' | 'idle';
export type Stages = Readonly<Record<StageName, StageState>>;

/** Everything that is known of a test payment at one moment. */
export interface TestReport {
  readonly order: Order;
  readonly trace: TestTrace;
  readonly arrivals: readonly Arrival[];
  readonly callback: CallbackView | null;
  /** Whether there is a code to scan now. */
  readonly hasCode: boolean;
  /** The signed address that the buyer would be sent to; null before the acknowledgement. */
  readonly redirectUrl: string | null;
}

const isPaid = ({ order }: TestReport) => order.status === 'paid' || order.status === 'refunded';
const isOpen = ({ order }: TestReport) => order.status === 'created' || order.status === 'pending';

function codeState(report: TestReport): StageState {
  if (report.order.accountId === null) return 'idle';
  return report.order.status === 'pending' && !report.hasCode ? 'failed' : 'done';
}

function arrivalState(report: TestReport): StageState {
  if (report.order.accountId === null) return 'idle';
  if (isPaid(report)) return 'done';
  return isOpen(report) ? 'waiting' : 'failed';
}

function callbackState(report: TestReport): StageState {
  const { callback } = report;
  if (!isPaid(report)) return 'idle';
  if (callback === null) return 'waiting';
  if (callback.deliveredAt !== null) return 'done';
  return callback.status === 'dead' || callback.attempts.length > 0 ? 'failed' : 'waiting';
}

export function stagesOf(report: TestReport): Stages {
  const { order, trace, redirectUrl } = report;
  const qualifies = trace.accounts.some(({ reasons }) => reasons.length === 0);
  const callback = callbackState(report);
  return {
    order: 'done',
    rule: qualifies ? 'done' : 'failed',
    strategy: order.accountId !== null ? 'done' : qualifies ? 'failed' : 'idle',
    code: codeState(report),
    arrival: arrivalState(report),
    callback,
    redirect: callback !== 'done' ? 'idle' : redirectUrl === null ? 'failed' : 'done',
  };
}

/** Whether anything may still move by itself. */
export function isMoving(report: TestReport): boolean {
  if (isOpen(report)) return report.order.accountId !== null;
  return isPaid(report) && report.callback?.status !== 'dead' && callbackState(report) !== 'done';
}

export type Verdict = 'done' | 'watching' | 'broken' | 'stopped';

export function verdictOf(report: TestReport): Verdict {
  const states = Object.values(stagesOf(report));
  if (states.every((state) => state === 'done')) return 'done';
  if (!isPaid(report) && !isOpen(report)) return 'stopped';
  return states.includes('failed') ? 'broken' : 'watching';
}
