import type { CallbackClaim, CallbackMessage } from '@/lib/core/callbacks/callback';
import { keepMessage } from '@/lib/core/callbacks/store';

/**
 * Keeps the bytes of a callback before they are first sent. Returns the message to send, which is the first that
 * was ever kept, or null when another worker owns the callback by now and nothing may be sent.
 */
export function storeMessage(
  claim: CallbackClaim,
  message: CallbackMessage,
): Promise<CallbackMessage | null> {
  return keepMessage(claim, message);
}
