/**
 * A merchant's site in one file, without dependencies: it asks Matou for an order with a signed request, prints
 * the checkout address, receives the callback, verifies its signature and answers `success`, and greets the
 * buyer who is sent back. Copy what you need.
 *
 *   node examples/shop.mjs APPKEY APPSECRET [PRICE] [MATOU_ADDRESS]
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const [appkey, appsecret, price = '10.00', matou = 'http://127.0.0.1:3000'] = process.argv.slice(2);
const PORT = 3900;

if (appkey === undefined || appsecret === undefined) {
  console.error('Usage: node examples/shop.mjs APPKEY APPSECRET [PRICE] [MATOU_ADDRESS]');
  process.exit(1);
}

const md5 = (text) => createHash('md5').update(text, 'utf8').digest('hex');

/** md5(md5(appkey + fields in their order) + appsecret), over the very texts that travel. */
const sign = (...fields) => md5(md5([appkey, ...fields].join('')) + appsecret);

function isSigned(given, ...fields) {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(sign(...fields))];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Money is credited here, once per order: the same callback may come again. */
const paidOrders = new Set();

function receiveCallback(query) {
  const f = Object.fromEntries(query);
  const isTrue = isSigned(
    f.sign,
    f.order_id,
    f.out_order_id,
    f.price,
    f.realprice,
    f.type,
    f.paytime,
    f.extend,
  );
  if (!isTrue || f.price !== price) return 'fail';
  if (!paidOrders.has(f.out_order_id)) {
    paidOrders.add(f.out_order_id);
    console.log(`Paid: order ${f.out_order_id}, ¥${f.realprice}`);
  }
  return 'success';
}

function greet(query) {
  const f = Object.fromEntries(query);
  const isTrue = isSigned(f.sign, f.price, f.type, f.product_id, f.order_id, f.out_order_id);
  return isTrue && paidOrders.has(f.out_order_id) ? '谢谢惠顾 Thank you.' : '尚未收到付款 Not paid yet.';
}

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://127.0.0.1:${PORT}`);
  const answers = { '/notify': receiveCallback, '/return': greet, '/timeout': () => '订单超时 Too late.' };
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.end(answers[pathname]?.(searchParams) ?? 'shop');
}).listen(PORT, '127.0.0.1', async () => {
  const fields = { price, type: 'alipay', out_order_id: `shop-${Date.now()}`, custom: 'buyer@example.com' };
  const body = new URLSearchParams({ appkey, ...fields, sign: sign(...Object.values(fields)) });
  const answer = await fetch(`${matou}/api/anypay/create`, { method: 'POST', body }).then((reply) =>
    reply.json(),
  );
  if (answer.code !== 100) {
    console.error(`Matou refused: ${answer.code} ${answer.msg}`);
    process.exit(1);
  }
  console.log(`Open this address to pay:\n  ${answer.data.pay_url}`);
});
