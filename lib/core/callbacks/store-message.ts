import type { CallbackClaim, CallbackMessage, SignedMessage } from '@/lib/core/callbacks/callback';
import { keepMessage } from '@/lib/core/callbacks/store';

/**
 * Keeps the bytes of a callback, and the pin of its signature, before they are first sent. Returns the message to
 * send, which is the first that was ever kept, or null when another worker owns the callback by now and nothing may
 * be sent.
 */
export function storeMessage(claim: CallbackClaim, message: SignedMessage): Promise<CallbackMessage | null> {
  return keepMessage(claim, message);
}
