import type { Words } from '@/lib/core/notifications/words/words';

const TYPES: Readonly<Record<string, string>> = { alipay: 'Alipay', wechat: 'WeChat', qq: 'QQ' };

function quota(share: string) {
  return ({ kind = '', used = '', limit = '' }) => ({
    title: `${share} of the plan is used`,
    text:
      kind === 'orders'
        ? `${used} orders were placed today; the plan takes ${limit} a day. After that new orders are refused until midnight.`
        : `Today’s orders come to ¥${used}; the plan takes ¥${limit} a day. After that new orders are refused until midnight.`,
  });
}

export const en: Words = {
  events: {
    session_offline: ({ label = '', reason = '' }) => ({
      title: `Session “${label}” is offline`,
      text: `It has been offline for more than 2 minutes and its account gets no orders.${reason === '' ? '' : ` Reason: ${reason}.`} Scan it online again.`,
    }),
    monitor_offline: ({ name = '', accounts = '' }) => ({
      title: `Monitor “${name}” is offline`,
      text: `It has been silent for more than 2 minutes; the ${accounts} account(s) that follow it get no orders. Check the phone’s network, battery and permissions.`,
    }),
    callbacks_failing: ({ failing = '', total = '' }) => ({
      title: 'Callbacks are failing',
      text: `Of the last ${total} orders’ callbacks ${failing} were not delivered. The callback log shows what the other side answered.`,
    }),
    arrival_unmatched: ({ amount = '', type = '' }) => ({
      title: `Unmatched payment of ¥${amount}`,
      text: `¥${amount} came by ${TYPES[type] ?? type} and belongs to no known order. Decide in the inbox.`,
    }),
    appeal_opened: ({ outOrderId = '', amount = '' }) => ({
      title: 'A buyer says “I have paid”',
      text: `Order ${outOrderId}: the buyer says he paid ¥${amount}. Check your payments and answer.`,
    }),
    stock_low: ({ product = '', left = '' }) => ({
      title: `“${product}” is running out`,
      text:
        left === 0
          ? 'All card keys are sold; buyers cannot order it. Import more.'
          : `Only ${left} unsold card keys are left. Import more.`,
    }),
    quota_80: quota('80%'),
    quota_100: quota('100%'),
    points_low: ({ points = '', fee = '' }) => ({
      title: 'Points are running low',
      text: `${points} points are left; scanning a session online costs ${fee}. Ask the operator to top up.`,
    }),
  },
  test: { title: 'Test message', text: 'This channel can receive notifications.' },
  merchant: (id) => `Merchant ${id}: `,
};
