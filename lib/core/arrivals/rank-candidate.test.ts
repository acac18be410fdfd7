import { describe, expect, test } from 'vitest';
import type { Candidate } from '@/lib/core/arrivals/inbox-store';
import { rankCandidate } from '@/lib/core/arrivals/rank-candidate';
import { fen } from '@/lib/platform/money';

const PLACED = Date.parse('2026-11-21T06:00:00Z');
const MINUTE = 60_000;

function rank(over: Partial<Candidate> = {}) {
  return rankCandidate({
    arrivalId: 1,
    amount: fen(999),
    paidAt: new Date(PLACED + MINUTE),
    isHeldFor: false,
    isSameAccount: true,
    isAppealed: false,
    orderId: 1000000000000001,
    outOrderId: 'a',
    title: 'tea',
    status: 'expired',
    price: fen(1000),
    payable: fen(999),
    createdAt: new Date(PLACED),
    expiresAt: new Date(PLACED + 5 * MINUTE),
    ...over,
  });
}

describe('a suggestion', () => {
  test('is strong when amount, account and time agree', () => {
    expect(rank()).toMatchObject({
      confidence: 'strong',
      difference: 0,
      grounds: ['exact_amount', 'same_account', 'in_time'],
    });
  });

  test('prefers the exact amount to the price that was asked, and both to an amount nearby', () => {
    const [exact, price, near] = [999, 1000, 998].map((amount) => rank({ amount: fen(amount) }));
    expect([exact?.grounds[0], price?.grounds[0], near?.grounds[0]]).toEqual([
      'exact_amount',
      'price_amount',
      'near_amount',
    ]);
    expect(exact?.score).toBeGreaterThan(price?.score ?? 0);
    expect(price?.score).toBeGreaterThan(near?.score ?? 0);
  });

  test('says by how much less came than was due', () => {
    expect(rank({ amount: fen(990) }).difference).toBe(-9);
  });

  test('is weak when only the amount is near, outside the time and on another account', () => {
    const late = new Date(PLACED + 15 * MINUTE);
    expect(rank({ amount: fen(990), isSameAccount: false, paidAt: late }).confidence).toBe('weak');
  });

  test('gains from an appeal of the order’s buyer, and from being what the payment is held for', () => {
    const late = { paidAt: new Date(PLACED + 15 * MINUTE), isSameAccount: false };
    const plain = rank(late).score;
    expect(rank({ ...late, isAppealed: true }).score).toBeGreaterThan(plain);
    expect(rank({ ...late, isHeldFor: true }).score).toBeGreaterThan(plain);
  });

  test('never scores more than a hundred', () => {
    expect(rank({ isAppealed: true, isHeldFor: true }).score).toBe(100);
  });

  test('asks for the price of an order whose amount was never fixed', () => {
    expect(rank({ payable: null, amount: fen(1000) })).toMatchObject({
      difference: 0,
      grounds: ['exact_amount', 'same_account', 'in_time'],
    });
  });
});
