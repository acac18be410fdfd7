import { type Command, CommandError, choice, type Given, onOff, required, requiredId } from '@/cli/command';
import {
  changeSettings,
  createMerchant,
  isAgent,
  type MerchantSettings,
  setAgent,
} from '@/lib/core/merchants';
import { STRATEGIES } from '@/lib/core/vocabulary';
import { shutPortOf, trimBlanks } from '@/lib/platform/web-address';

export const merchantCreate: Command = {
  usage: '--name N --email E [--cloud on|off]',
  options: ['name', 'email', 'cloud'],
  async run(given) {
    const { test, ...merchant } = await createMerchant({
      name: required(given, 'name'),
      email: required(given, 'email'),
      isAgent: onOff(given, 'cloud') ?? true,
    });
    return { ...merchant, test };
  },
};

/** An empty text takes the address away. */
function address(given: Given, option: string): string | null | undefined {
  const text = given[option];
  return text === undefined ? undefined : trimBlanks(text) || null;
}

function calledAddress(given: Given, option: string): string | null | undefined {
  const text = address(given, option);
  const port = typeof text === 'string' ? shutPortOf(text) : null;
  if (port !== null) throw new CommandError(`--${option} has port ${port}, which callbacks never go to`);
  return text;
}

function seconds(given: Given, option: string): number | undefined {
  const text = given[option];
  if (text === undefined) return undefined;
  if (!/^\d{1,6}$/.test(text)) throw new CommandError(`--${option} must be whole seconds`);
  return Number(text);
}

function patchOf(given: Given): Partial<MerchantSettings> {
  const all = {
    notifyUrl: calledAddress(given, 'notify-url'),
    returnUrl: address(given, 'return-url'),
    timeoutUrl: address(given, 'timeout-url'),
    strategy: choice(given, 'strategy', STRATEGIES),
    orderTtlSeconds: seconds(given, 'order-ttl'),
    isCardApiOpen: onOff(given, 'card-api'),
    isRefundApiOpen: onOff(given, 'refund-api'),
    isQuickPayOpen: onOff(given, 'quick-pay'),
    isApiOpen: onOff(given, 'api'),
    isAlipayOpen: onOff(given, 'alipay'),
    isWechatOpen: onOff(given, 'wechat'),
    isQqOpen: onOff(given, 'qq'),
    isEpayAckLenient: onOff(given, 'lenient-ack'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

export const merchantSet: Command = {
  usage:
    '--merchant ID [--notify-url U] [--return-url U] [--timeout-url U] [--strategy smart|even|random] [--order-ttl SECONDS] [--cloud on|off] [--card-api on|off] [--refund-api on|off] [--quick-pay on|off] [--api on|off] [--alipay on|off] [--wechat on|off] [--qq on|off] [--lenient-ack on|off]',
  options: [
    'merchant',
    'notify-url',
    'return-url',
    'timeout-url',
    'strategy',
    'order-ttl',
    'cloud',
    'card-api',
    'refund-api',
    'quick-pay',
    'api',
    'alipay',
    'wechat',
    'qq',
    'lenient-ack',
  ],
  async run(given) {
    const merchantId = requiredId(given, 'merchant');
    const cloud = onOff(given, 'cloud');
    if (cloud !== undefined) await setAgent({ merchantId, isAgent: cloud, actor: 'cli' });
    const settings = await changeSettings(merchantId, patchOf(given));
    return { merchantId, ...settings, isCloudOpen: await isAgent(merchantId) };
  },
};
