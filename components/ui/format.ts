import { type Fen, formatYuan } from '@/lib/platform/money';

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2026-11-21 14:05:09`, the same in every language, by the clock of Shanghai. */
export function formatTime(at: Date): string {
  return CLOCK.format(at);
}

/** `2026-11-21 14:05:09.123`. */
export function formatTimeExactly(at: Date): string {
  return `${CLOCK.format(at)}.${String(at.getUTCMilliseconds()).padStart(3, '0')}`;
}

/** `¥1,160.00`: two decimals always; what is below nothing reads `−¥1,160.00`. */
export function formatMoney(amount: Fen): string {
  const [yuan = '0', cents = '00'] = formatYuan(amount).replace('-', '').split('.');
  return `${amount < 0 ? '−' : ''}¥${yuan.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}
