import type { Language } from '@/gateway/checkout/messages';
import type { Page } from '@/gateway/page/answer-page';
import { words } from '@/gateway/quick-pay/messages';
import type { NoticeKind } from '@/gateway/quick-pay/notice-kind';
import { drawForm, type Form } from '@/gateway/quick-pay/page/draw-form';
import { drawNotice } from '@/gateway/quick-pay/page/draw-notice';
import { readAsk, readEntries } from '@/gateway/quick-pay/read-ask';
import type { Link } from '@/lib/core/quick-pay';
import { fen } from '@/lib/platform/money';

const ADDRESS = { appkey: 'e3d704f3542b44a621ebed70dc0efe13', token: 'q1f2l3k4n5f6o7k8' };

const link: Link = {
  merchantId: 1,
  id: 7,
  mode: 'live',
  token: ADDRESS.token,
  previousTokenUntil: null,
  title: '请我喝杯手冲',
  contactLabel: '邮箱',
  min: fen(100),
  max: fen(50_000),
  presets: [fen(666), fen(1_000), fen(5_000)],
  skin: 0,
  isDisabled: false,
  closedMessage: '',
  expiresAt: null,
  paymentsMax: null,
  dailyMax: null,
  createdAt: new Date('2026-11-21T06:30:28Z'),
};

interface Given {
  readonly query?: Readonly<Record<string, string>>;
  readonly sent?: Readonly<Record<string, string>>;
  readonly link?: Partial<Link>;
  readonly how?: Partial<Form>;
}

function form({ query, sent, link: changes, how }: Given) {
  return (language: Language): Page => {
    const ask = readAsk(new URLSearchParams({ ...ADDRESS, ...query, lang: language }));
    const shown = { ...link, ...changes };
    const terms = { link: shown, range: shown, types: how?.terms?.types ?? ['alipay', 'wechat', 'qq'] };
    const entries = readEntries(ask, terms, sent === undefined ? null : new URLSearchParams(sent));
    return drawForm({
      words: words[language],
      ask,
      terms,
      entries,
      merchantName: '港口咖啡',
      isTest: false,
      nonce: '0'.repeat(32),
      likelyType: null,
      note: null,
      status: 200,
      isAlive: true,
      ...how,
    });
  };
}

function notice(kind: NoticeKind, message = '') {
  return (language: Language): Page =>
    drawNotice({
      words: words[language],
      ask: readAsk(new URLSearchParams({ ...ADDRESS, lang: language })),
      kind,
      payee: kind === 'unknown' || kind === 'fault' ? null : { name: '港口咖啡', isTest: false },
      message,
    });
}

const NOTICES = [
  'unknown',
  'not_open',
  'disabled',
  'expired',
  'used_up',
  'closed_today',
  'held',
  'unavailable',
  'fault',
] as const satisfies readonly NoticeKind[];

const LONG = '一家名字非常非常长的商户，长到一行写不下，还要再写一些'.slice(0, 60);

/** Every picture of the quick-pay page. */
export const QUICK_PAYS: Readonly<Record<string, (language: Language) => Page>> = {
  'skin0-open': form({}),
  'skin1-open': form({ link: { skin: 1 } }),
  'skin0-chosen': form({ query: { price: '10.00' } }),
  'skin1-chosen': form({ query: { price: '10.00', skin: '1' } }),
  'skin0-locked': form({ query: { price: '1.88', custom: 'terry@example.com', stable: '1' } }),
  'skin1-locked': form({ query: { price: '1.88', custom: 'terry@example.com', stable: '1', skin: '1' } }),
  'skin0-faulty': form({
    query: {},
    sent: { price: '1.234', custom: '', type: 'wechat' },
    how: { status: 422 },
  }),
  'skin1-faulty': form({
    query: { skin: '1' },
    sent: { price: '0.5', custom: '', type: 'wechat' },
    how: { status: 422 },
  }),
  'skin0-often': form({ query: { price: '10' }, how: { note: 'often', status: 429 } }),
  'skin0-plain-test': form({
    link: { contactLabel: '', presets: [], min: null, max: null, title: '港口咖啡' },
    how: { isTest: true },
  }),
  'skin1-plain-test': form({
    link: { contactLabel: '', presets: [], min: null, max: null, title: '港口咖啡', skin: 1 },
    how: { isTest: true },
  }),
  'skin0-long': form({ query: { price: '99999999.99' }, link: { title: LONG }, how: { merchantName: LONG } }),
  'skin1-long': form({
    query: { price: '99999999.99' },
    link: { title: LONG, skin: 1, max: null },
    how: { merchantName: LONG },
  }),
  ...Object.fromEntries(NOTICES.map((kind) => [`notice-${kind.replace('_', '-')}`, notice(kind)])),
  'notice-message': notice('disabled', '活动已经结束，感谢支持！\n下次活动在十二月。'),
};
