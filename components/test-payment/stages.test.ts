import { describe, expect, test } from 'vitest';
import { isMoving, stagesOf, type TestReport, verdictOf } from '@/components/test-payment/stages';
import type { Eligibility } from '@/lib/core/accounts';
import type { CallbackAttemptView, CallbackView } from '@/lib/core/callbacks';
import type { Order } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';

const account: Eligibility = { accountId: 5, label: 'till', ruleName: null, reasons: [] };

function report(order: Partial<Order>, more: Partial<TestReport> = {}): TestReport {
  const whole = { status: 'pending', accountId: 5, price: fen(1), ...order } as Order;
  const trace = { accounts: [account], refusal: null };
  return { order: whole, trace, arrivals: [], callback: null, hasCode: true, redirectUrl: null, ...more };
}

function callback(part: Partial<CallbackView>): CallbackView {
  return { status: 'waiting', deliveredAt: null, attempts: [], ...part } as CallbackView;
}

const failed = { attempt: 1, failure: 'timeout' } as CallbackAttemptView;
const told = callback({ status: 'delivered', deliveredAt: new Date(0) });

describe('the stages of a test payment', () => {
  test.each<[string, TestReport, string, string, boolean]>([
    [
      'that no rule admits stop at the rules',
      report(
        { status: 'created', accountId: null },
        { trace: { accounts: [{ ...account, reasons: ['time'] }], refusal: 'collection.no_channel' } },
      ),
      'done failed idle idle idle idle idle',
      'broken',
      false,
    ],
    [
      'whose amounts are all taken stop at the choice',
      report(
        { status: 'created', accountId: null },
        { trace: { accounts: [account], refusal: 'collection.amounts_taken' } },
      ),
      'done done failed idle idle idle idle',
      'broken',
      false,
    ],
    ['wait for the money', report({}), 'done done done done waiting idle idle', 'watching', true],
    [
      'end without money',
      report({ status: 'expired' }, { hasCode: false }),
      'done done done done failed idle idle',
      'stopped',
      false,
    ],
    [
      'wait for the first callback',
      report({ status: 'paid' }, { callback: callback({}) }),
      'done done done done done waiting idle',
      'watching',
      true,
    ],
    [
      'show a callback that failed while it is tried again',
      report({ status: 'paid' }, { callback: callback({ attempts: [failed] }) }),
      'done done done done done failed idle',
      'broken',
      true,
    ],
    [
      'end with a callback that was given up',
      report({ status: 'paid' }, { callback: callback({ status: 'dead', attempts: [failed] }) }),
      'done done done done done failed idle',
      'broken',
      false,
    ],
    [
      'are all done',
      report({ status: 'paid' }, { callback: told, redirectUrl: 'https://shop.example/' }),
      'done done done done done done done',
      'done',
      false,
    ],
    [
      'miss the way back',
      report({ status: 'paid' }, { callback: told }),
      'done done done done done done failed',
      'broken',
      false,
    ],
  ])('%s', (_, given, states, verdict, moves) => {
    expect(Object.values(stagesOf(given)).join(' ')).toBe(states);
    expect(verdictOf(given)).toBe(verdict);
    expect(isMoving(given)).toBe(moves);
  });
});
