import type { Wallet } from '@/lib/channels';

/** What the page was opened with, as far as it decides how the buyer can reach his wallet. */
export const DEVICES = ['pc', 'phone', 'in_wechat', 'in_alipay', 'in_qq', 'in_other_app'] as const;
export type Device = (typeof DEVICES)[number];

/** In-app browsers first: they also name themselves phones. A guess picks the default only, never hides a way. */
export function deviceOf(userAgent: string): Device {
  if (/MicroMessenger/i.test(userAgent)) return 'in_wechat';
  if (/AlipayClient|AliApp\(AP/i.test(userAgent)) return 'in_alipay';
  if (/\bQQ\/\d/.test(userAgent)) return 'in_qq';
  if (/aweme|BytedanceWebview|ToutiaoMicroApp|NewsArticle|Weibo|XiaoHongShu|Kwai/i.test(userAgent)) {
    return 'in_other_app';
  }
  return /Android|iPhone|iPad|iPod|HarmonyOS|OpenHarmony|Mobile/i.test(userAgent) ? 'phone' : 'pc';
}

/**
 * The wallet on a phone whose own browser this is. Null for whatever only carries its name: its program on a PC, its
 * variant for companies, a crawler that looks at a link.
 */
export function walletBrowserOf(userAgent: string): Wallet | null {
  if (!/Android|iPhone|iPad|HarmonyOS|OpenHarmony/.test(userAgent)) return null;
  if (/bot|spider|crawl|preview|wxwork|WindowsWechat|MacWechat/i.test(userAgent)) return null;
  if (/\bMicroMessenger\/\d/.test(userAgent)) return 'wechat';
  if (/\bAlipayClient\/\d/.test(userAgent)) return 'alipay';
  return /\bQQ\/\d/.test(userAgent) ? 'qq' : null;
}

/** The wallet whose in-app browser a device is. */
export const HOME_WALLET: Readonly<Partial<Record<Device, Wallet>>> = {
  in_wechat: 'wechat',
  in_alipay: 'alipay',
  in_qq: 'qq',
};
