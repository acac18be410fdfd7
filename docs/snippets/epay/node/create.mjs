// node create.mjs <order number> <money>
import { createHash } from 'node:crypto';

const { MATOU_URL, PID, EPAY_KEY, NOTIFY_URL } = process.env;
const [, , orderId, money] = process.argv;
const md5 = (text) => createHash('md5').update(text, 'utf8').digest('hex');

/** Sorted by name, without sign, sign_type and empty values; then the key. */
function signOf(fields) {
  const pairs = Object.entries(fields)
    .filter(([name, value]) => name !== 'sign' && name !== 'sign_type' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return md5(pairs.join('&') + EPAY_KEY);
}

const fields = {
  pid: PID,
  type: 'alipay',
  out_trade_no: orderId,
  notify_url: NOTIFY_URL,
  name: 'VIP会员',
  money,
  clientip: '203.0.113.7', // The buyer's address.
};
const reply = await fetch(`${MATOU_URL}/mapi.php`, {
  method: 'POST',
  body: new URLSearchParams({ ...fields, sign: signOf(fields), sign_type: 'MD5' }),
  signal: AbortSignal.timeout(10_000),
});
const { code, msg, payurl, qrcode, urlscheme } = await reply.json();
if (code !== 1) throw new Error(`${code} ${msg}`);
console.log(payurl ?? qrcode ?? urlscheme); // Send the buyer here, or draw it as a code.
