import type { NoticeRule } from '@/lib/core/monitoring/notice-rule';

const AMOUNT = String.raw`(?<amount>[\d,]+(?:\.\d+)?)`;
const YUAN = String.raw`\s*¥?\s*${AMOUNT}\s*元`;
const SIGN = String.raw`\s*¥\s*${AMOUNT}`;

const ALIPAY = String.raw`com\.eg\.android\.AlipayGphone`;
const WECHAT = String.raw`com\.tencent\.mm`;
const WECOM = String.raw`com\.tencent\.wework`;
const AGGREGATORS = String.raw`com\.wosai\.cashbar|com\.lakala\.shanghutong`;

/** Over the whole text: before and after the wallet's own sentence there is no room for anybody else's words. */
const whole = (...sentence: string[]): string => String.raw`\A${sentence.join('')}\z`;

const oneOf = (...words: string[]): string => `(?:${words.join('|')})`;
const maybe = (...words: string[]): string => `${oneOf(...words)}?`;

/** `[8条]`: how many are unread in that conversation. */
const UNREAD_COUNT = String.raw`(?:\[\+?\d{1,4}\+?[条條]\]\s*)?`;
const ARRIVED = '到[账帳賬]';
const CODE = '[码碼]';

/** Who paid, as a kind and never as a name: （老顾客消费）, (朋友到店). */
const PAYER_KIND = String.raw`(?:\s*[(（]${maybe('[新老]')}${maybe('[顾顧]客', '客[户戶]', '朋友', '[会會][员員]')}${maybe('到店', '消[费費]', '付款')}[)）])?`;

const LOOK = `[请請]?${oneOf('[点點][击擊]', '可')}查看(?:[详詳]情)?`;
const KEPT =
  '已(?:[转轉存]入)(?:支付[宝寶])?(?:[余餘][额額]|零[钱錢]通?|[经經][营營][账帳賬][户戶]|[余餘][额額][宝寶])';
const TODAY = String.raw`今日第\s*\d+\s*[笔筆](?:收款|收入)?(?:[，,]\s*共[计計]?\s*¥?[\d,]+(?:\.\d+)?\s*元?)?`;
/** What wallets are known to say after the sentence; an advertisement that is not here leaves the notice unread. */
const TAIL = String.raw`[。.!！]?(?:[，,。.\s]*${oneOf(
  `享免[费費]提[现現]等更多[专專][属屬]服[务務][，,]\\s*${LOOK}`,
  LOOK,
  KEPT,
  '可在[账帳賬][单單][详詳]情查看',
  String.raw`商家[积積]分\s*\d+`,
  TODAY,
)}){0,2}[。.!！]?`;

const ALIPAY_TITLES = [
  '收款通知',
  '收[钱錢][码碼]',
  '收[钱錢][码碼]到[账帳賬]通知',
  '收[钱錢][码碼]收款通知',
  '到[账帳賬]通知',
  '支付[宝寶]',
  '支付[宝寶]收款',
  '支付[宝寶]通知',
].join('|');

const WECHAT_TITLES = ['微信支付', '微信收款助手', '微信收款商[业業]版', '微信商家助手'].join('|');
const WECHAT_TITLES_EN = '(?:WeChat|Weixin) Pay|(?:WeChat|Weixin) Cashier Assistant';
const ANY_WECHAT_TITLE = `${WECHAT_TITLES}|${WECHAT_TITLES_EN}`;
const SPEAKER = String.raw`(?:${ANY_WECHAT_TITLE})\s*[:：]\s*`;

const WECHAT_CODE = oneOf(
  '微信支付',
  `[个個]人收款${CODE}`,
  `[经經][营營]收?款?${CODE}`,
  `商家收款${CODE}`,
  `收款${CODE}`,
  `二[维維]${CODE}`,
  String.raw`\[店[员員]消息\]`,
);
const WECHAT_CAME = oneOf(
  `${WECHAT_CODE}?${maybe('成功')}收款${maybe('[单單]')}${maybe(ARRIVED)}`,
  `${WECHAT_CODE}${maybe('[赞讚]赏', '[赞讚]賞')}${ARRIVED}`,
);
const wechatSentence = (money: string): string =>
  WECHAT_CAME + money + maybe(`已${ARRIVED}`) + PAYER_KIND + TAIL;

const CAME_EN = String.raw`(?i:payment received|received payment|you received a payment|money received)(?: of)?\s*:?\s*`;
const MONEY_EN = String.raw`(?:¥|CNY|RMB)\s*${AMOUNT}(?:\s*(?:CNY|RMB))?`;

/** A stranger's name stands at the sentence's beginning: without the marks that would make sentences of it. */
const PAYER = String.raw`(?<payer>[^\n:：,，。;；!！?？]{1,40})`;
const SCANNED = `通[过過][扫掃]${CODE}向[你您]付款`;
const ASKED_FOR = oneOf(
  '[发發]起',
  '[请請]求',
  '申[请請]',
  '待[确確][认認]',
  '待收款',
  '[来來]自',
  '[备備][注註]',
  '留言',
  '附言',
  '取消',
  '失[败敗]',
  '撤[销銷]',
  '[关關][闭閉]',
);
const NO_SALE = oneOf('退款', '退[还還]', '退回', '提[现現]', '[红紅]包', '[转轉][账帳賬]');

type Reads = Pick<NoticeRule, 'name' | 'senderPattern' | 'titlePattern' | 'textPattern' | 'type'> &
  Partial<Pick<NoticeRule, 'verdict' | 'isEnabled'>>;

const RULES: Readonly<Record<string, Reads>> = {
  // A payer's name stands free in this sentence, so whatever looks like a remark in another one ends it here.
  'alipay-asked-for': {
    name: '支付宝 只是请求或退回',
    verdict: 'never',
    senderPattern: ALIPAY,
    titlePattern: '',
    textPattern: String.raw`\A(?s:.)*${oneOf(ASKED_FOR, NO_SALE)}(?s:.)*${SCANNED}`,
    type: 'alipay',
  },
  'alipay-assistant': {
    name: '支付宝 店员通',
    senderPattern: ALIPAY,
    titlePattern: '(?:支付[宝寶])?店[员員]通',
    textPattern: whole(
      maybe('支付[宝寶]'),
      maybe('[你您]已'),
      maybe('成功'),
      oneOf('收款', ARRIVED),
      YUAN,
      PAYER_KIND,
      TAIL,
    ),
    type: 'alipay',
  },
  'alipay-received': {
    name: '支付宝 成功收款',
    senderPattern: ALIPAY,
    titlePattern: ALIPAY_TITLES,
    textPattern: whole(
      maybe('支付[宝寶]'),
      oneOf(
        '(?:[你您]?已)?成功收款',
        '[你您]已收款',
        `收[钱錢]${CODE}${maybe('成功')}${oneOf('收款', ARRIVED)}`,
      ),
      YUAN,
      PAYER_KIND,
      TAIL,
    ),
    type: 'alipay',
  },
  // Since 2020 the sentence may be the title, and an advertisement the text.
  'alipay-title': {
    name: '支付宝 标题即金额',
    senderPattern: ALIPAY,
    titlePattern: `[你您]已成功收款${YUAN}[。.]?${PAYER_KIND}[。.]?`,
    textPattern: whole(
      oneOf(KEPT, '立即查看(?:今日收款金[额額]|[余餘][额額](?:情[况況])?)'),
      String.raw`(?:\s[^\n]{1,60})?(?:>>)?`,
    ),
    type: 'alipay',
  },
  'alipay-scanned': {
    name: '支付宝 扫码付款',
    senderPattern: ALIPAY,
    titlePattern: ALIPAY_TITLES,
    textPattern: whole(PAYER, SCANNED, YUAN, '[。.]?'),
    type: 'alipay',
  },
  'wechat-yuan': {
    name: '微信 收款…元',
    senderPattern: WECHAT,
    titlePattern: ANY_WECHAT_TITLE,
    textPattern: whole(UNREAD_COUNT, maybe(SPEAKER), wechatSentence(YUAN)),
    type: 'wechat',
  },
  'wechat-sign': {
    name: '微信 收款 ¥…',
    senderPattern: WECHAT,
    titlePattern: ANY_WECHAT_TITLE,
    textPattern: whole(UNREAD_COUNT, maybe(SPEAKER), wechatSentence(SIGN)),
    type: 'wechat',
  },
  'wechat-english': {
    name: '微信 Payment received',
    senderPattern: WECHAT,
    titlePattern: ANY_WECHAT_TITLE,
    textPattern: whole(
      String.raw`(?:\[\+?\d{1,4}\+?(?: messages?)?\]\s*)?`,
      maybe(SPEAKER),
      CAME_EN,
      MONEY_EN,
      String.raw`(?: ?\((?i:(?:new |returning )?(?:friend|customer)(?: in store)?)\))?\.?`,
    ),
    type: 'wechat',
  },
  'wecom-received': {
    name: '企业微信 对外收款',
    senderPattern: WECOM,
    titlePattern: '[对對]外收款',
    textPattern: whole(oneOf(`${maybe('成功')}收款${maybe(ARRIVED)}`, '[对對]外收款'), YUAN, TAIL),
    type: 'wechat',
  },
  'aggregator-wechat': {
    name: '收钱吧、拉卡拉 来自微信',
    senderPattern: AGGREGATORS,
    titlePattern: '收[钱錢]吧|拉卡拉收款成功|收款(?:成功|到账)?(?:通知)?',
    textPattern: whole(
      maybe('【收[钱錢]吧】', '收[钱錢]吧'),
      maybe('成功'),
      `收款${maybe(ARRIVED)}`,
      YUAN,
      '[，,。 ]?来自微信(?:支付)?[。.]?',
    ),
    type: 'wechat',
  },
  'aggregator-alipay': {
    name: '收钱吧、拉卡拉 来自支付宝',
    senderPattern: AGGREGATORS,
    titlePattern: '收[钱錢]吧|拉卡拉收款成功|收款(?:成功|到账)?(?:通知)?',
    textPattern: whole(
      maybe('【收[钱錢]吧】', '收[钱錢]吧'),
      maybe('成功'),
      `收款${maybe(ARRIVED)}`,
      YUAN,
      '[，,。 ]?来自支付宝[。.]?',
    ),
    type: 'alipay',
  },
  // Below here a stranger's name stands where the wallet's own does: off until the operator takes that upon himself.
  'wechat-named': {
    name: '微信 标题只是“微信”',
    senderPattern: WECHAT,
    titlePattern: '微信|WeChat|Weixin|收款通知|服[务務]通知',
    textPattern: whole(UNREAD_COUNT, SPEAKER, wechatSentence(YUAN)),
    type: 'wechat',
    isEnabled: false,
  },
  'wecom-named': {
    name: '企业微信 标题只是“企业微信”',
    senderPattern: WECOM,
    titlePattern: '企[业業]微信|WeCom',
    textPattern: whole(
      String.raw`(?:[对對]外收款\s*[:：]\s*)?`,
      oneOf(`${maybe('成功')}收款${maybe(ARRIVED)}`, '[对對]外收款'),
      YUAN,
      TAIL,
    ),
    type: 'wechat',
    isEnabled: false,
  },
  // After every sentence that is known whole, before the rules of the operator: what those may not take for a sale.
  'money-back': {
    name: '退款、提现、红包、转账',
    verdict: 'never',
    senderPattern: `${ALIPAY}|${WECHAT}|${WECOM}`,
    titlePattern: '',
    textPattern: NO_SALE,
    type: 'alipay',
  },
};

/** New rules of the operator are tried after all of these, unless he gives them a lower number. */
const LAST_PRIORITY = 99;

/**
 * What the product knows of the wallets' words. Every rule for a wallet that is also a messenger asks for a title of the
 * wallet's own, and every sentence is known from end to end: the rest is for people to look at.
 */
export const BUILT_IN_RULES: readonly NoticeRule[] = Object.entries(RULES).map(([id, reads], place) => ({
  verdict: 'payment',
  isEnabled: true,
  ...reads,
  id,
  version: 0,
  priority: id === 'money-back' ? LAST_PRIORITY : (place + 1) * 5,
}));

/** Rules that come switched off, because no text can tell the wallet from a stranger who takes its name. */
export const FORGEABLE_RULE_IDS: ReadonlySet<string> = new Set(
  BUILT_IN_RULES.filter(({ isEnabled }) => !isEnabled).map(({ id }) => id),
);
