import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPush } from '@/gateway/monitor/push';
import { Report } from '@/gateway/monitor/report';
import { canonicalText } from '@/gateway/monitor/signed-message';

const KEY = '00112233445566778899aabbccddeeff';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** Everything that somebody who saw `text` signed can send under its signature, and what it would be taken for. */
function readings(text: string): string[] {
  const sign = md5(text + KEY);
  const isTaken = (values: Record<string, string>, names: string[]) =>
    new Report(new Map(Object.entries({ ...values, sign }))).isSignedOver(names)(KEY);
  const found: string[] = [];
  const beat = new Report(new Map([['t', text]]));
  if (isTaken({ t: text }, ['t']) && beat.timeMs !== null) found.push(`beat ${text}`);
  for (let i = 0; i <= text.length; i += 1)
    for (let j = i; j <= text.length; j += 1) {
      const values = { type: text.slice(0, i), price: text.slice(i, j), t: text.slice(j) };
      const read = readPush(new Report(new Map(Object.entries(values))));
      if ('amount' in read && isTaken(values, ['type', 'price', 't'])) found.push(JSON.stringify(values));
    }
  return found;
}

const ms = fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }).map(String);
const seconds = fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }).map(String);
const t = fc.oneof(ms, seconds);
/** As Double.toString prints an amount, and with two decimals. */
const javaPrice = fc.integer({ min: 1, max: 9_999_999_999 }).map((inFen) => {
  if (inFen < 1_000_000_000) {
    const plain = (inFen / 100).toFixed(2);
    return plain.endsWith('0') ? plain.slice(0, -1) : plain;
  }
  const digits = String(inFen).replace(/0+$/, '');
  return `${digits[0]}.${digits.slice(1) || '0'}E${String(inFen).length - 3}`;
});
const price = fc.oneof(
  javaPrice,
  fc.integer({ min: 1, max: 9_999_999_999 }).map((inFen) => (inFen / 100).toFixed(2)),
);

test('a beat, seen by a stranger, is never read as anything but this beat', () => {
  expect(readings('1796050841842')).toEqual(['beat 1796050841842']);
  fc.assert(
    fc.property(t, (text) => {
      expect(readings(text)).toEqual([`beat ${text}`]);
    }),
    { numRuns: 3_000 },
  );
});

test('a push, cut anew at every place and over both endpoints, is read as one payment only', () => {
  fc.assert(
    fc.property(fc.constantFrom('1', '2', '4'), price, t, (type, told, time) => {
      expect(readings(type + told + time)).toEqual([JSON.stringify({ type, price: told, t: time })]);
    }),
    { numRuns: 3_000 },
  );
});

test('a message of our own protocol has one text, and no other message has it', () => {
  const digits = fc.integer({ min: 1, max: 999_999 }).map(String);
  const words = fc.string({ minLength: 16, maxLength: 20, unit: fc.constantFrom(...'aZ09_-') });
  const message = fc.record({
    path: fc.constantFrom('/api/monitor/v1/heartbeat', '/api/monitor/v1/arrivals'),
    timestamp: ms,
    nonce: words,
    sequence: digits,
    body: fc.constantFrom('{}', '{"arrivals":[]}', ''),
  });
  const textOf = ({ path, body, ...head }: typeof message extends fc.Arbitrary<infer M> ? M : never) =>
    canonicalText('POST', path, head, new TextEncoder().encode(body));
  fc.assert(
    fc.property(message, message, (one, other) => {
      expect(textOf(one) === textOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      expect(textOf(one).split('\n')).toHaveLength(7);
    }),
    { numRuns: 3_000 },
  );
});
