import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { BUILT_IN_RULES } from '@/lib/core/monitoring/builtin-notice-rules';
import { NOTICE_CORPUS } from '@/lib/core/monitoring/notice-corpus';
import { readNotice } from '@/lib/core/monitoring/read-notice';
import { type Fen, formatYuan } from '@/lib/platform/money';

const ALIPAY = 'com.eg.android.AlipayGphone';
const WECHAT = 'com.tencent.mm';
const WECOM = 'com.tencent.wework';
const MESSENGERS = [ALIPAY, WECHAT, WECOM, 'com.tencent.mobileqq'] as const;

/** What a stranger may not be called, or nobody can tell him from the wallet (docs/monitor-api.md). */
const WALLET_NAMES = new Set([
  ...NOTICE_CORPUS.flatMap(({ kind, title }) => (kind === 'paying' && title !== null ? [title] : [])),
  ...[
    '收钱码',
    '到账通知',
    '支付宝收款',
    '支付宝店员通',
    '微信商家助手',
    'Weixin Pay',
    'WeChat Cashier Assistant',
  ],
]);

const PAYING_TEXTS = NOTICE_CORPUS.filter(({ kind }) => kind === 'paying').map(({ text }) => text);
const RUNS = { numRuns: 3_000 };

// Thousands of cases on a machine that has other work.
vi.setConfig({ testTimeout: 60_000 });

const yuan = fc.integer({ min: 1, max: 99_999_999 }).map((amount) => formatYuan(amount as Fen));
const sentence = yuan.chain((amount) =>
  fc.constantFrom(
    `成功收款${amount}元`,
    `你已成功收款${amount}元（老顾客消费）`,
    `小王通过扫码向你付款${amount}元`,
    `微信支付收款${amount}元(朋友到店)`,
    `个人收款码到账¥${amount}`,
    `[2条]微信支付: 微信支付收款${amount}元`,
    `Payment received ¥${amount}`,
  ),
);
const scrap = fc.oneof(
  sentence,
  yuan.map((amount) => `¥${amount}`),
  fc.constantFrom(...PAYING_TEXTS, ...WALLET_NAMES),
  fc.constantFrom(
    '\n',
    ' ',
    ': ',
    '：',
    '，',
    '。',
    '[8条]',
    '2笔',
    '退款',
    '红包',
    '店员通',
    '哈哈',
    '\u200b',
    '收款',
    '\n2026-11-30 10:00:00',
    '\nUID：10123\n2026-11-30 10:00:00\n',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const words = fc.array(scrap, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
const nickname = words.filter((name) => !WALLET_NAMES.has(name));
const lineName = nickname
  .map((name) => name.replaceAll(/[\r\n]/g, ' '))
  .filter((name) => !WALLET_NAMES.has(name));

function read(sender: string, title: string | null, text: string) {
  return readNotice({ sender, title, text }, BUILT_IN_RULES);
}

test('whatever a stranger calls himself and says in a chat is no payment, with the title in a field of its own', () => {
  fc.assert(
    fc.property(fc.constantFrom(...MESSENGERS), nickname, words, (sender, name, said) => {
      // A name that is itself the wallet's title of today is kept apart by what the wallet says beside it.
      fc.pre(!/^已[转轉存]入|^立即查看/.test(said.trim()));
      expect(read(sender, name, said).kind).toBe('unread');
    }),
    RUNS,
  );
});

test('nor with the title on the first line, where no later line is ever taken for it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...MESSENGERS), lineName, words, (sender, name, said) => {
      fc.pre(!/^已[转轉存]入|^立即查看/.test(said.trim()));
      expect(read(sender, null, `${name}\n${said}`).kind).toBe('unread');
    }),
    RUNS,
  );
});

test('a message without a title is no payment, whatever it says', () => {
  fc.assert(
    fc.property(fc.constantFrom(...MESSENGERS), words, (sender, said) => {
      expect(read(sender, null, said.replaceAll('\n', ' ')).kind).toBe('unread');
    }),
    RUNS,
  );
});

test('in a group that is called like the wallet, what its members say is no payment', () => {
  const title = fc.constantFrom('微信支付', '微信收款助手', 'WeChat Pay', '收款通知', '支付宝', '对外收款');
  const count = fc.constantFrom('', '[2条]', '[+99条]');
  fc.assert(
    fc.property(
      fc.constantFrom(...MESSENGERS),
      title,
      count,
      lineName,
      words,
      (sender, group, unread, name, said) => {
        const speaker = name.trim();
        fc.pre(speaker !== '' && !WALLET_NAMES.has(speaker));
        expect(read(sender, group, `${unread}${name}: ${said}`).kind).toBe('unread');
      },
    ),
    RUNS,
  );
});

test('money that is asked for, went away or came back is no payment, whatever names and remarks stand in it', () => {
  const alipay = fc.constantFrom(
    '收款通知',
    '收钱码',
    '支付宝',
    '支付宝通知',
    '到账通知',
    '好友申请',
    '退款通知',
  );
  const notice = fc
    .tuple(words, words, yuan)
    .chain(([name, remark, amount]) =>
      fc.constantFrom(
        `${name}请求添加你为好友`,
        `${name}申请加你为好友，留言：${remark}`,
        `${name}向你发起收款，备注：${remark}`,
        `向你发起${amount}元收款，来自${name}`,
        `你有一笔${amount}元待确认收款，来自${name}`,
        `退款到账${amount}元，${remark}`,
        `成功收款${amount}元已退还给${name}`,
        `${name}的付款已取消：${remark}`,
        `红包被${name}领取，${amount}元`,
        `提现到账${amount}元${remark}`,
        `${name}撤回了转账，备注${remark}`,
      ),
    );
  fc.assert(
    fc.property(alipay, notice, (title, text) => {
      expect(read(ALIPAY, title, text).kind).toBe('unread');
    }),
    RUNS,
  );
});

test('an advertisement that goes on after a sentence, or leads to it, is no payment', () => {
  const titled = fc.constantFrom(
    [ALIPAY, '收款通知'] as const,
    [WECHAT, '微信支付'] as const,
    [WECOM, '对外收款'] as const,
  );
  const praise = fc.constantFrom(
    '的商家都在用',
    '立减5元',
    '，就送红包',
    '以上免费提现',
    '！马上开通',
    '不是梦',
    '/天',
  );
  const lead = fc.constantFrom('上一笔播报：', '商家说：', '今日已', '再', '本月累计', '昨日', '好消息！');
  fc.assert(
    fc.property(titled, yuan, praise, lead, words, ([sender, title], amount, after, before, more) => {
      // Whoever pays may be called anything: this sentence says the truth at its end.
      fc.pre(!/通过扫码向你付款/.test(more));
      for (const came of [`成功收款${amount}元`, `微信支付收款${amount}元`, `个人收款码到账¥${amount}`]) {
        expect(read(sender, title, `${came}${after}${more}`).kind).toBe('unread');
        expect(read(sender, title, `${before}${came}`).kind).toBe('unread');
      }
    }),
    RUNS,
  );
});

const own = fc.integer({ min: 1, max: 9_999_999_999 });

test('a payment is read as exactly its own amount, or by nobody, whatever its payer is called', () => {
  fc.assert(
    fc.property(own, words, (amount, name) => {
      const reading = read(ALIPAY, '收款通知', `${name}通过扫码向你付款${formatYuan(amount as Fen)}元`);
      if (reading.kind === 'read') expect(reading.amount).toBe(amount);
    }),
    RUNS,
  );
});

test('a payer whose name says sums, counts and sentences is read all the same', () => {
  const bold = fc
    .array(fc.oneof(sentence, yuan, fc.constantFrom('2笔', '[8条]', '¥9', '元', '店员通', '两笔 ', '收款')), {
      minLength: 1,
      maxLength: 2,
    })
    .map((parts) => parts.join('').replaceAll(/[:：,，]/g, ''))
    .filter((name) => name.length <= 40);
  fc.assert(
    fc.property(own, bold, (amount, name) => {
      const text = `${name}通过扫码向你付款${formatYuan(amount as Fen)}元`;
      expect(read(ALIPAY, '收款通知', text)).toMatchObject({ kind: 'read', amount });
    }),
    RUNS,
  );
});
