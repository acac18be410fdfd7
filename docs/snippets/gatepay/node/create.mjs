// node create.mjs <order number> <price>
import { createHash } from 'node:crypto';

const { MATOU_URL, APPKEY, APPSECRET } = process.env;
const [, , orderId, price] = process.argv;
const md5 = (text) => createHash('md5').update(text, 'utf8').digest('hex');

// The order of these fields is the order in which they are signed.
const fields = {
  appkey: APPKEY,
  price,
  type: 'alipay',
  out_order_id: orderId,
  custom: 'customer-42',
};
const sign = md5(md5(Object.values(fields).join('')) + APPSECRET);

const reply = await fetch(`${MATOU_URL}/api/anypay/create`, {
  method: 'POST',
  body: new URLSearchParams({ ...fields, sign }),
  signal: AbortSignal.timeout(10_000),
});
const { code, msg, data } = await reply.json();
if (code !== 100) throw new Error(`${code} ${msg}`);
console.log(data.pay_url); // Send the buyer here.
