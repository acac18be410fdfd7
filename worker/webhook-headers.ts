import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { parseTarget } from '@/lib/platform/http';

const KEY_PURPOSE = 'matou-webhook-v1';

export interface SignedRequest {
  readonly eventId: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: string;
  readonly at: Date;
  /** Newest first; each signs, so that a rotated secret passes while its overlap lasts. */
  readonly appsecrets: readonly string[];
}

/** The key that these headers are signed with: 32 bytes, HMAC-SHA256 of `matou-webhook-v1` under the appsecret. */
export function webhookKey(appsecret: string): Buffer {
  if (appsecret === '') throw new Error('an empty appsecret signs nothing');
  return createHmac('sha256', appsecret).update(KEY_PURPOSE).digest();
}

/** What stands between the id and time and the key: `METHOD.path?query.body`, so that a GET is covered whole. */
export function signedContent({ method, url, body }: Pick<SignedRequest, 'method' | 'url' | 'body'>): string {
  const target = parseTarget(url);
  return `${method}.${typeof target === 'string' ? '' : target.path}.${body}`;
}

/**
 * Standard Webhooks headers beside the signature of the merchant's own protocol: the lasting id, the time of this
 * attempt, and HMAC-SHA256 signatures over `id.timestamp.METHOD.path?query.body` (docs/callbacks.md).
 */
export function webhookHeaders(request: SignedRequest): Record<string, string> {
  const content = signedContent(request);
  const signatures = request.appsecrets.map((appsecret) =>
    new Webhook(webhookKey(appsecret), { format: 'raw' }).sign(request.eventId, request.at, content),
  );
  return {
    'webhook-id': request.eventId,
    'webhook-timestamp': String(Math.floor(request.at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
    'idempotency-key': request.eventId,
  };
}
