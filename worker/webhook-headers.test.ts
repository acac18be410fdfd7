import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { signedContent, webhookHeaders, webhookKey } from './webhook-headers';

const at = new Date('2026-01-01T00:00:00.900Z');
const GET = {
  eventId: 'evt_1',
  method: 'GET',
  url: 'https://shop.example:8443/notify?shop=1&price=10.00&extend=%E4%B8%AD#part',
  body: '',
  at,
  appsecrets: ['0123456789abcdef0123456789abcdef'],
} as const;

describe('webhookHeaders', () => {
  it('signs id, time, method, path, query and body as the documentation says', () => {
    const content = 'GET./notify?shop=1&price=10.00&extend=%E4%B8%AD.';
    const key = createHmac('sha256', '0123456789abcdef0123456789abcdef').update('matou-webhook-v1').digest();
    const mac = createHmac('sha256', key).update(`evt_1.1767225600.${content}`).digest('base64');
    expect(signedContent(GET)).toBe(content);
    expect(webhookHeaders(GET)).toEqual({
      'webhook-id': 'evt_1',
      'webhook-timestamp': '1767225600',
      'webhook-signature': `v1,${mac}`,
      'idempotency-key': 'evt_1',
    });
  });

  it('is accepted by a Standard Webhooks library, under the present secret and under the one before', () => {
    const request = {
      ...GET,
      method: 'POST',
      body: 'a=1',
      at: new Date(),
      appsecrets: ['new', 'old'],
    } as const;
    const headers = webhookHeaders(request);
    for (const secret of request.appsecrets) {
      const verifier = new Webhook(webhookKey(secret), { format: 'raw' });
      expect(() => verifier.verify(signedContent(request), headers, { jsonParse: false })).not.toThrow();
    }
    const stranger = new Webhook(webhookKey('other'), { format: 'raw' });
    expect(() => stranger.verify(signedContent(request), headers, { jsonParse: false })).toThrow();
  });

  it('refuses to sign with an empty secret', () => {
    expect(() => webhookHeaders({ ...GET, appsecrets: [''] })).toThrow();
  });
});
