/** How the codes of the wallets begin, in lower case: a scheme or a host in full, so that no stranger's address fits. */
const PREFIXES = {
  alipay: ['https://qr.alipay.com/', 'alipays://'],
  wechat: ['wxp://', 'weixin://wxpay/', 'https://payapp.weixin.qq.com/'],
  qq: ['https://i.qianbao.qq.com/', 'https://qpay.qq.com/'],
} as const;

export type Wallet = keyof typeof PREFIXES;

/** The wallet that reads this code; null for one of a bank or an aggregator, which several read, or for no code at all. */
export function walletOfCode(text: string): Wallet | null {
  const start = text.slice(0, 64).toLowerCase();
  for (const [wallet, prefixes] of Object.entries(PREFIXES)) {
    if (prefixes.some((prefix) => start.startsWith(prefix))) return wallet as Wallet;
  }
  return null;
}
