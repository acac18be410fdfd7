import type { NoticeRule } from '@/lib/core/monitoring/notice-rule';

const AMOUNT = String.raw`(?<amount>[\d,]+(?:\.\d+)?)`;
const ALIPAY = String.raw`com\.eg\.android\.AlipayGphone`;
const WECHAT = String.raw`com\.tencent\.mm`;
const WECHAT_TITLES = '微信支付|微信收款助手|微信收款商业版';

type Reads = Pick<NoticeRule, 'name' | 'senderPattern' | 'textPattern' | 'type'> & { titlePattern?: string };

const RULES: Readonly<Record<string, Reads>> = {
  'alipay-assistant': {
    name: '支付宝 店员通',
    senderPattern: ALIPAY,
    titlePattern: '.{0,8}店员通.{0,8}',
    textPattern: `^.{0,20}?(?:收款|到账|付款)\\s*¥?${AMOUNT}\\s*元`,
    type: 'alipay',
  },
  'alipay-received': {
    name: '支付宝 成功收款',
    senderPattern: ALIPAY,
    textPattern: `^(?:支付宝)?成功收款\\s*¥?${AMOUNT}\\s*元`,
    type: 'alipay',
  },
  'alipay-scanned': {
    name: '支付宝 扫码付款',
    senderPattern: ALIPAY,
    textPattern: `通过扫码向你付款\\s*¥?${AMOUNT}\\s*元`,
    type: 'alipay',
  },
  'alipay-you-received': {
    name: '支付宝 你已收款',
    senderPattern: ALIPAY,
    textPattern: `^你已收款\\s*¥?${AMOUNT}\\s*元`,
    type: 'alipay',
  },
  'alipay-code': {
    name: '支付宝 收钱码',
    senderPattern: ALIPAY,
    textPattern: `^收钱码(?:收款|到账)\\s*¥?${AMOUNT}\\s*元`,
    type: 'alipay',
  },
  'wechat-yuan': {
    name: '微信 收款…元',
    senderPattern: WECHAT,
    titlePattern: WECHAT_TITLES,
    textPattern: `^.{0,20}?(?:收款|到账)\\s*¥?${AMOUNT}\\s*元`,
    type: 'wechat',
  },
  'wechat-sign': {
    name: '微信 收款 ¥…',
    senderPattern: WECHAT,
    titlePattern: WECHAT_TITLES,
    textPattern: `^.{0,20}?(?:收款|到账)\\s*¥${AMOUNT}`,
    type: 'wechat',
  },
  // Since 8.0.50 the title is the app's own name, and the text says who speaks.
  'wechat-named': {
    name: '微信 微信支付：收款',
    senderPattern: WECHAT,
    titlePattern: '微信',
    textPattern: `^微信支付\\s*[:：]?.{0,20}?(?:收款|到账)\\s*¥?${AMOUNT}\\s*元`,
    type: 'wechat',
  },
  'wecom-received': {
    name: '企业微信 对外收款',
    senderPattern: String.raw`com\.tencent\.wework`,
    titlePattern: '.{0,8}(?:对外收款|企业微信).{0,8}',
    textPattern: `^.{0,20}?(?:收款|到账)\\s*¥?${AMOUNT}\\s*元`,
    type: 'wechat',
  },
};

/**
 * What the product knows of the wallets' words (reference: V免签 monitor side, what the apps match). Where a wallet is
 * also a messenger, a line of its own must be the wallet's title, so that a friend's message is no payment.
 */
export const BUILT_IN_RULES: readonly NoticeRule[] = Object.entries(RULES).map(([id, reads], place) => ({
  titlePattern: '',
  ...reads,
  id,
  version: 0,
  priority: (place + 1) * 10,
  isEnabled: true,
}));
