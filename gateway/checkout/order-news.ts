import { watchOrders } from '@/lib/core/orders';

type Listener = () => void;

/** Pages that wait, by the token of their order. */
const waiting = new Map<string, Set<Listener>>();

/** The process's one subscription, made by the first page that waits and kept for the rest. */
let subscription: Promise<unknown> | undefined;

function tell(token: string): void {
  for (const listener of waiting.get(token) ?? []) listener();
}

function subscribe(): Promise<unknown> {
  subscription ??= watchOrders(({ token }) => tell(token)).catch((error: unknown) => {
    subscription = undefined;
    throw error;
  });
  return subscription;
}

/**
 * Calls `listener` whenever the order of this token may have changed, until the returned function is called.
 * News can be lost while the database is away, so the listener's owner must also look by himself now and then.
 * Rejects when the subscription cannot be made.
 */
export async function followOrder(token: string, listener: Listener): Promise<() => void> {
  const listeners = waiting.get(token) ?? new Set();
  waiting.set(token, listeners.add(listener));
  const leave = () => {
    listeners.delete(listener);
    if (listeners.size === 0) waiting.delete(token);
  };
  try {
    await subscribe();
  } catch (error) {
    leave();
    throw error;
  }
  return leave;
}
