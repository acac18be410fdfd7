// Your notify_url: PORT=8080 node callback.mjs
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { APPKEY, APPSECRET, ORDER_PRICE, PORT } = process.env;
const SIGNED = ['order_id', 'out_order_id', 'price', 'realprice', 'type', 'paytime', 'extend'];
const md5 = (text) => createHash('md5').update(text, 'utf8').digest('hex');

/** What you asked for this order, from your own database. */
const priceOf = (_orderId) => ORDER_PRICE;

function isGenuine(fields) {
  const text = APPKEY + SIGNED.map((name) => fields.get(name) ?? '').join('');
  const expected = Buffer.from(md5(md5(text) + APPSECRET));
  const given = Buffer.from((fields.get('sign') ?? '').toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function fieldsOf(request) {
  if (request.method === 'GET') return new URL(request.url, 'http://localhost').searchParams;
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  return new URLSearchParams(body);
}

const server = createServer(async (request, response) => {
  const fields = await fieldsOf(request);
  if (!isGenuine(fields) || fields.get('price') !== priceOf(fields.get('out_order_id'))) {
    response.end('fail');
    return;
  }
  // Lock your order here; if it is not done yet, mark it as paid and deliver.
  response.end('success');
});
server.listen(Number(PORT), '127.0.0.1', () => console.log('listening'));
