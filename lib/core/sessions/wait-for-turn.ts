import { setTimeout as pause } from 'node:timers/promises';
import type { PlatformConfig, PlatformRefusal } from '@/lib/channels';
import { DomainError } from '@/lib/core/errors';
import { holdCalls, takeCallPlace } from '@/lib/core/sessions/paces-store';

/**
 * All processes together. Alipay publishes that it limits calls (40005 isv.app-call-limited) and no figure; this is far
 * below what it was seen to bear (docs/alipay-session.md).
 */
const CALLS_PER_SECOND = 5;
/** Calls drift on their way: evenly spaced to the limit itself, six of five would now and then arrive within a second. */
const HEADROOM = 1.1;
/** Nobody calls a platform for so long after it said that it was asked too often. */
const REST_SECONDS = 30;

/** A platform by the subject of its configuration: all calls under one name stand in one line. */
export interface PlatformLine {
  readonly name: string;
  readonly config: PlatformConfig;
}

/** The line is longer than the caller's patience, or everybody rests: the call is to be made later. */
export class LineFull extends DomainError {
  constructor() {
    super('unavailable', 'session.platform_busy');
  }
}

function spacingMs({ callsPerSecond }: PlatformConfig): number {
  const given = Number(callsPerSecond);
  return (1000 / (Number.isFinite(given) && given > 0 ? given : CALLS_PER_SECOND)) * HEADROOM;
}

/** Resolves when the next call to a platform may be made. Throws LineFull when that is in more than `patienceMs`. */
export async function waitForTurn({ name, config }: PlatformLine, patienceMs: number): Promise<void> {
  const waitMs = await takeCallPlace(name, { spacingMs: spacingMs(config), patienceMs });
  if (waitMs === null) throw new LineFull();
  await pause(waitMs);
}

/** Has everybody rest when a platform refused a call for coming too often; answers whether it did. */
export async function restAfter(
  { name }: PlatformLine,
  refusal: Pick<PlatformRefusal, 'isOverLimit'>,
): Promise<boolean> {
  if (refusal.isOverLimit !== true) return false;
  await holdCalls(name, REST_SECONDS);
  return true;
}
