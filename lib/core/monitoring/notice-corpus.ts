import type { NoticeWords } from '@/lib/core/monitoring/notice-parts';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** Changes with the entries, so that a report of what was read says of what. */
export const CORPUS_VERSION = '2026-12-01';

export const CORPUS_KINDS = [
  'paying',
  'merged',
  'money_back',
  'asked_for',
  'chat',
  'name',
  'advertisement',
  'no_title',
  'forgeable',
] as const;

/** What an entry is an example of. Only `paying` is money; `forgeable` is what a stranger can say word by word. */
export type CorpusKind = (typeof CORPUS_KINDS)[number];

export interface CorpusEntry extends NoticeWords {
  readonly id: string;
  readonly kind: CorpusKind;
  readonly title: string | null;
  /** Null when it must not be read. */
  readonly expected: { readonly amount: Fen; readonly type: PayType } | null;
}

type Sample = readonly [title: string | null, text: string];
type Paying = readonly [title: string | null, text: string, amount: number];

const ALIPAY = 'com.eg.android.AlipayGphone';
const WECHAT = 'com.tencent.mm';
const WECOM = 'com.tencent.wework';
const QQ = 'com.tencent.mobileqq';
const CASHBAR = 'com.wosai.cashbar';
const LAKALA = 'com.lakala.shanghutong';

const ALIPAY_PAYING: readonly Paying[] = [
  ['收钱码到账通知', '成功收款0.01元。享免费提现等更多专属服务，点击查看', 1],
  ['收钱码收款通知', '成功收款23.50元，点击查看', 2_350],
  ['收款通知', '小林通过扫码向你付款18.80元', 1_880],
  ['收款通知', '你已成功收款800.00元（老顾客消费）', 80_000],
  ['收款通知', '你已成功收款36.00元（新顾客消费）', 3_600],
  ['支付宝通知', '成功收款12.00元。享免费提现等更多专属服务，点击查看', 1_200],
  ['支付宝', '你已收款12.5元', 1_250],
  ['收钱码', '收钱码到账20元', 2_000],
  ['收款通知', '成功收款1,160.00元', 116_000],
  ['收款通知', '成功收款１，１６０．００元', 116_000],
  ['收款通知', '成功收款10.00元\n今日第2笔', 1_000],
  ['收款通知', '成功收款9.00元\n商家积分 25', 900],
  ['你已成功收款14.30元（老顾客消费）', '已转入余额 收钱1笔得3元红包，去看看>>', 1_430],
  ['你已成功收款0.02元.', '已转入余额 做生意收钱提现免费>>', 2],
  ['你已成功收款5.00元', '立即查看今日收款金额>>', 500],
  ['店员通', '支付宝成功收款9.90元，点击查看。', 990],
  ['收款通知', '小王通过扫码向你付款214.33元通过扫码向你付款0.01元', 1],
  ['收款通知', '2笔通过扫码向你付款7.00元', 700],
  ['收錢碼到賬通知', '成功收款66.00元', 6_600],
];

const WECHAT_PAYING: readonly Paying[] = [
  ['微信支付', '微信支付收款0.01元', 1],
  ['微信支付', '微信支付收款1160.00元(朋友到店)', 116_000],
  ['微信收款助手', '[8条]微信收款助手: 微信支付收款45.33元(朋友到店)', 4_533],
  ['微信支付', '[37条]微信支付: 微信支付收款6.50元', 650],
  ['微信支付', '微信支付: 微信支付收款8.88元(老顾客到店)', 888],
  ['微信支付', '[3条]微信支付：个人收款码到账￥5.00', 500],
  ['微信支付', '个人收款码到账¥1,160.00', 116_000],
  ['微信支付', '個人收款碼到賬¥5.00', 500],
  ['微信支付', '二维码赞赏到账3.00元', 300],
  ['微信收款助手', '[店员消息]收款到账4.20元', 420],
  ['微信收款助手', '收款单到账99.00元', 9_900],
  ['微信收款商业版', '收款3.50元', 350],
  ['微信支付', '微信支付收款2.00元，可在账单详情查看', 200],
  ['Weixin Cashier Assistant', '[2条]Weixin Cashier Assistant: 微信支付收款7.70元', 770],
  ['WeChat Pay', 'Payment received ¥12.00', 1_200],
];

const OTHERS_PAYING: readonly (readonly [sender: string, title: string, text: string, number, PayType])[] = [
  [WECOM, '对外收款', '成功收款100元', 10_000, 'wechat'],
  [CASHBAR, '收钱吧', '成功收款15.00元，来自微信', 1_500, 'wechat'],
  [CASHBAR, '收钱吧', '成功收款15.50元，来自支付宝', 1_550, 'alipay'],
  [LAKALA, '拉卡拉收款成功', '收款26.00元，来自支付宝', 2_600, 'alipay'],
];

const ALIPAY_UNPAID: Readonly<Partial<Record<CorpusKind, readonly Sample[]>>> = {
  merged: [
    ['收款通知', '成功收款2笔，共2.00元'],
    ['收款通知', '成功收款1.00元\n成功收款2.00元'],
    ['支付宝', '今日收款12笔，共计¥350.00元'],
    ['支付宝', '上一笔播报：支付宝到账88.00元。收钱提醒助手正在为您服务'],
  ],
  money_back: [
    ['退款通知', '退款到账12.00元'],
    ['收款通知', '你收到的12.00元已退还给对方'],
    ['支付宝', '提现到账500.00元'],
    ['收款通知', '红包到账8.88元'],
    ['支付宝通知', '小林已成功向你转了1笔钱'],
  ],
  asked_for: [
    ['收款通知', '小林向你发起收款，备注：小王通过扫码向你付款214.33元'],
    ['AA收款', '小林向你发起AA收款25.00元'],
    ['收款通知', '你向小林发起的收款12.00元待对方付款'],
  ],
  chat: [
    ['李四', '成功收款83.00元'],
    ['李四', '你已成功收款800.00元（老顾客消费）'],
    ['茶友群', '李四：小王通过扫码向你付款214.33元'],
    ['张三', '哈哈\n收款通知\n小王通过扫码向你付款79.00元'],
  ],
  name: [
    ['好友申请', '小王通过扫码向你付款214.33元 请求添加你为好友'],
    ['转账提醒', '小王通过扫码向你付款214.33元向你转账1.00元'],
    ['小王通过扫码向你付款214.33元', '请求添加你为好友'],
    ['你已成功收款800.00元（老顾客消费）', '请求添加你为好友'],
    ['收款通知小李', '成功收款86.00元'],
  ],
  advertisement: [
    ['收款通知', '成功收款100元的商家都在用，立即开通'],
    ['支付宝', '商家说：成功收款100元，就送5元'],
    ['限时活动', '成功收款88.00元，点击查看'],
    ['收款通知', '本月再收款50元可享免费提现'],
  ],
  no_title: [
    [null, '成功收款83.00元'],
    [null, '你已成功收款800.00元（老顾客消费）'],
  ],
};

const WECHAT_UNPAID: Readonly<Partial<Record<CorpusKind, readonly Sample[]>>> = {
  merged: [
    ['微信支付', '12条新消息'],
    ['微信支付', '今日收款3笔，共¥30.00元'],
  ],
  money_back: [
    ['微信支付', '退款到账¥12.00'],
    ['微信支付', '退款通知\n微信支付收款12.00元已原路退还'],
    ['微信收款助手', '经营账户提现到账300.00元'],
    ['微信支付', '[转账]待你收款12.00元'],
    ['微信支付', '红包已退还5.20元'],
  ],
  asked_for: [['微信支付', '你有一笔12.00元的收款待确认']],
  chat: [
    ['张三', '哈哈\n微信支付\n收款79.00元'],
    ['张三', '[2条]张三: 微信支付收款79.00元'],
    ['张三', '[2条]微信支付: 微信支付收款79.00元'],
    ['微信支付', '张三: 微信支付收款79.00元'],
    ['微信支付', '[3条]张三: 微信支付收款79.00元(朋友到店)'],
  ],
  name: [
    ['微信支付小助手', '微信支付收款79.00元'],
    ['微信支付 ', '微信支付收款79.00元'],
    ['微信支付\u200b', '微信支付收款79.00元'],
    ['微信支付收款79.00元', '我通过了你的朋友验证请求'],
  ],
  advertisement: [
    ['微信支付', '微信支付收款100元立减5元'],
    ['微信支付', '收款100元以上免提现手续费，点击查看'],
  ],
  no_title: [[null, '微信支付收款79.00元(朋友到店)']],
  forgeable: [
    ['微信', '微信支付: 微信支付收款8.88元'],
    ['收款通知', '微信收款商业版: 收款8.88元'],
  ],
};

const OTHERS_UNPAID: readonly (readonly [sender: string, CorpusKind, Sample])[] = [
  [WECOM, 'name', ['对外收款小李', '收款86.00元']],
  [WECOM, 'chat', ['小李@微信', '成功收款86.00元']],
  [WECOM, 'chat', ['对外收款', '小李: 成功收款86.00元']],
  [WECOM, 'forgeable', ['企业微信', '对外收款: 成功收款86.00元']],
  [QQ, 'chat', ['QQ钱包', '成功收款86.00元']],
  [CASHBAR, 'money_back', ['收钱吧', '退款15.00元，来自微信']],
  [CASHBAR, 'merged', ['收钱吧', '今日收款8笔，共120.00元']],
  ['com.example.chat', 'chat', ['微信支付', '微信支付收款79.00元']],
];

type Unnumbered = Omit<CorpusEntry, 'id'>;

function paid(sender: string, type: PayType, samples: readonly Paying[]): Unnumbered[] {
  return samples.map(([title, text, amount]) => {
    return { kind: 'paying', sender, title, text, expected: { amount: amount as Fen, type } };
  });
}

function unpaid(sender: string, samples: Readonly<Partial<Record<CorpusKind, readonly Sample[]>>>) {
  return CORPUS_KINDS.flatMap((kind) =>
    (samples[kind] ?? []).map(([title, text]): Unnumbered => ({ kind, sender, title, text, expected: null })),
  );
}

/**
 * Notices as the wallets, chats and advertisements word them, with names and amounts made up, and what must become of
 * each. Whoever changes a rule sees here what he opened and what he shut.
 */
export const NOTICE_CORPUS: readonly CorpusEntry[] = [
  ...paid(ALIPAY, 'alipay', ALIPAY_PAYING),
  ...paid(WECHAT, 'wechat', WECHAT_PAYING),
  ...OTHERS_PAYING.flatMap(([sender, title, text, amount, type]) =>
    paid(sender, type, [[title, text, amount]]),
  ),
  ...unpaid(ALIPAY, ALIPAY_UNPAID),
  ...unpaid(WECHAT, WECHAT_UNPAID),
  ...OTHERS_UNPAID.flatMap(([sender, kind, sample]) => unpaid(sender, { [kind]: [sample] })),
].map((entry, place) => ({ ...entry, id: String(place + 1) }));
