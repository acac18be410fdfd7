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
