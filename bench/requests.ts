import { randomBytes } from 'node:crypto';
import { type Keys, signedOrder } from '@/tests/support/dialect-request';

export const CREATE_PATHS = ['/api/cloudpay/create', '/api/anypay/create'] as const;
export type CreatePath = (typeof CREATE_PATHS)[number];

/** Signed orders under references never used before, as the bytes to send; made before anything is measured. */
export function createRequests(path: CreatePath, keys: Keys, count: number): Buffer[] {
  const series = randomBytes(6).toString('hex');
  return Array.from({ length: count }, (_, index) => {
    const body = new URLSearchParams(signedOrder(keys, `${series}-${index}`, { custom: '张三' })).toString();
    return Buffer.from(
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
}

export function getRequest(target: string): Buffer {
  return Buffer.from(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
}
