import { sql } from '@/db/client';

/**
 * Hears what other processes say on a channel. The connection is made again by itself when it is lost;
 * news sent meanwhile is lost, so every listener must also look for itself from time to time.
 */
export async function listen(
  channel: string,
  handler: (payload: string) => void,
): Promise<() => Promise<void>> {
  const subscription = await sql().listen(channel, handler);
  return () => subscription.unlisten();
}
