import { addViews } from '@/lib/core/quick-pay/store';
import { log } from '@/lib/platform/log';

const WRITE_AFTER_MS = 5_000;

let views = new Map<number, number>();
let timer: NodeJS.Timeout | undefined;

/** Writes down what was counted since the last time. */
export async function writeViews(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const counted = views;
  views = new Map();
  if (counted.size > 0) await addViews(counted);
}

/**
 * Counts one look at a link. Looks are added up in this process and written together every five seconds, one
 * statement for all links: a crash loses at most those, and no buyer waits for them.
 */
export function countView(linkId: number): void {
  views.set(linkId, (views.get(linkId) ?? 0) + 1);
  timer ??= setTimeout(() => {
    writeViews().catch((error: unknown) => log.warn({ error }, 'views of quick-pay links were lost'));
  }, WRITE_AFTER_MS).unref();
}
