import { expect, test } from 'vitest';
import { timelineOf } from '@/components/orders/timeline-entries';
import type { Arrival } from '@/lib/core/arrivals';
import type { CallbackAttemptView } from '@/lib/core/callbacks';
import type { Order } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 6, 0, second));

const order: Order = {
  merchantId: 1,
  id: 1_000_000_000_000_001,
  mode: 'live',
  dialect: 'cloudpay',
  outOrderId: 'A1',
  type: 'alipay',
  choices: [],
  goods: null,
  linkId: null,
  isTold: true,
  refunded: fen(0),
  title: '茶',
  price: fen(1000),
  attachment: '',
  token: 'token',
  notifyUrl: null,
  returnUrl: null,
  status: 'paid',
  oddities: [],
  accountId: 1,
  payable: fen(1000),
  paid: fen(1000),
  createdAt: at(0),
  allocatedAt: at(1),
  expiresAt: at(59),
  paidAt: at(5),
  endedAt: null,
  life: 1,
  reopenedAt: null,
};

const arrival: Arrival = {
  merchantId: 1,
  id: 7,
  mode: 'live',
  type: 'alipay',
  accountId: 1,
  monitorId: 3,
  source: 'vmq',
  amount: fen(1000),
  paidAt: at(4),
  isTimeUnclear: false,
  seenAt: at(5),
  raw: { price: '10.0' },
  outcome: 'matched',
  reason: null,
  orderId: order.id,
  decidedAt: at(5),
  decidedBy: null,
  note: null,
};

const attempt: CallbackAttemptView = {
  attempt: 1,
  startedAt: at(6),
  durationMs: 12,
  method: 'POST',
  url: 'https://shop.example/notify',
  requestBody: 'a=1',
  httpStatus: 200,
  responseText: 'success',
  failure: null,
  failureDetail: null,
  reading: null,
  finding: null,
  diagnosis: null,
};

test('creation, events, arrivals and callback attempts make one story in the order of time', () => {
  const entries = timelineOf({
    order,
    events: [
      { id: 1, at: at(1), kind: 'allocated', actor: 'buyer', data: {} },
      { id: 2, at: at(5), kind: 'paid', actor: 'monitor:3', data: {} },
    ],
    arrivals: [arrival],
    callback: {
      callbackId: 1,
      orderId: order.id,
      event: 'order.paid',
      eventId: 'evt_1',
      status: 'delivered',
      createdAt: at(5),
      nextAttemptAt: null,
      deliveredAt: at(6),
      attempts: [attempt],
    },
  });
  expect(entries.map(({ key }) => key)).toEqual(['created', 'event-1', 'arrival-7', 'event-2', 'attempt-1']);
});

test('an order that nobody opened has its creation only', () => {
  expect(timelineOf({ order, events: [], arrivals: [], callback: null })).toHaveLength(1);
});
