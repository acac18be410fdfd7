// node query.mjs <order number>
import { createHash } from 'node:crypto';

const { MATOU_URL, APPKEY, APPSECRET } = process.env;
const [, , orderId] = process.argv;
const md5 = (text) => createHash('md5').update(text, 'utf8').digest('hex');

const sign = md5(md5(APPKEY + orderId) + APPSECRET);
const query = new URLSearchParams({ appkey: APPKEY, out_order_id: orderId, sign });
const reply = await fetch(`${MATOU_URL}/api/find/findOrder?${query}`, {
  signal: AbortSignal.timeout(10_000),
});
const { code, msg, data } = await reply.json();
if (code !== 100) throw new Error(`${code} ${msg}`);
console.log(data.order_status); // pending, paid, expired, closed or refunded
