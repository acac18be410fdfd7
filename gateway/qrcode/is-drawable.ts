/** How the codes of the wallets begin; everything else would make this an open QR service. */
const PAYMENT_CODE_PREFIXES = [
  'https://qr.alipay.com/',
  'HTTPS://QR.ALIPAY.COM/',
  'alipays://',
  'wxp://',
  'weixin://wxpay/',
  'https://payapp.weixin.qq.com/',
  'https://i.qianbao.qq.com/',
  'https://qpay.qq.com/',
];
const LENGTH_MAX = 512;

/** Whether a text is an address of this installation or a payment code, and short enough. */
export function isDrawable(text: string, publicUrl: string): boolean {
  if (text.length > LENGTH_MAX) return false;
  return text.startsWith(`${publicUrl}/`) || PAYMENT_CODE_PREFIXES.some((prefix) => text.startsWith(prefix));
}
