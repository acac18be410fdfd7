// Your notify_url: PORT=8080 node callback.mjs
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { PID, EPAY_KEY, ORDER_PRICE, PORT } = process.env;
const md5 = (text) => createHash('md5').update(text, 'utf8').digest('hex');

/** What you asked for this order, from your own database. */
const moneyOf = (_orderId) => ORDER_PRICE;

/** Sorted by name, without sign, sign_type and empty values; then the key. */
function signOf(fields) {
  const pairs = [...fields]
    .filter(([name, value]) => name !== 'sign' && name !== 'sign_type' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return md5(pairs.join('&') + EPAY_KEY);
}

function isGenuine(fields) {
  const expected = Buffer.from(signOf(fields));
  const given = Buffer.from((fields.get('sign') ?? '').toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isMine(fields) {
  return fields.get('pid') === PID && fields.get('trade_status') === 'TRADE_SUCCESS';
}

const server = createServer((request, response) => {
  const fields = new URL(request.url, 'http://localhost').searchParams;
  if (!isGenuine(fields) || !isMine(fields) || fields.get('money') !== moneyOf(fields.get('out_trade_no'))) {
    response.end('fail');
    return;
  }
  // Lock your order here; if it is not done yet, mark it as paid and deliver.
  response.end('success');
});
server.listen(Number(PORT), '127.0.0.1', () => console.log('listening'));
