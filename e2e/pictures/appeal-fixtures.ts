import { NOW, order } from '@/e2e/pictures/checkout-fixtures';
import type { Subject } from '@/e2e/support/checkout-pages';
import { type Language, messages } from '@/gateway/checkout/messages';
import { drawAppealForm, drawTicket, type TicketView } from '@/gateway/checkout/page/draw-appeal';
import type { Asked } from '@/gateway/checkout/page/frame';
import { offeredEntries } from '@/gateway/checkout/read-claim';
import { fen } from '@/lib/platform/money';

const about = {
  orderId: order.id,
  token: order.token,
  merchantName: '港口咖啡',
  isTest: false,
  due: order.payable ?? order.price,
};

function asked(language: Language, own: Record<string, string>): Asked {
  return {
    words: messages[language],
    query: new URLSearchParams({ ...own, lang: language }),
    path: '/pay/appeal',
    mark: 'A1b2C3d4E5f6G7h8',
  };
}

function form(over: Partial<Parameters<typeof drawAppealForm>[0]> = {}): Subject {
  const entries = offeredEntries(about.due, NOW);
  return (language) =>
    drawAppealForm({ about, entries, note: null, ...over }, asked(language, { id: order.token }));
}

function ticket(over: Partial<TicketView> = {}): Subject {
  const view: TicketView = {
    about,
    number: 42,
    state: 'open',
    amount: about.due,
    paidAt: new Date(NOW.getTime() - 240_000),
    payer: '李四 8842',
    createdAt: NOW,
    reply: null,
    canAskAgain: false,
    ...over,
  };
  return (language) => drawTicket(view, asked(language, { ticket: 'T1b2C3d4E5f6G7h8I9j0Kw' }));
}

/** The form in which a buyer says that he paid, and the page that follows what he said. */
export const APPEALS: Readonly<Record<string, Subject>> = {
  'appeal-form': form(),
  'appeal-form-faults': form({
    entries: { amount: '十块', paidAt: '', payer: '', faults: ['amount', 'paidAt'] },
  }),
  'appeal-form-often': form({ note: 'often' }),
  'appeal-form-closed': form({ note: 'closed' }),
  'appeal-open': ticket(),
  'appeal-open-test': ticket({ about: { ...about, isTest: true }, payer: '' }),
  'appeal-accepted': ticket({ state: 'accepted', reply: '已在账单中查到，感谢惠顾。', amount: fen(1_280) }),
  'appeal-rejected': ticket({
    state: 'rejected',
    canAskAgain: true,
    reply:
      '未查到这笔付款，请核对金额和收款方后再提交。https://shop.example.com/a-very-long-address-without-a-break',
  }),
};
