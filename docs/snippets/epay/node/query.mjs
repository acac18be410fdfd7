// node query.mjs <order number>
const { MATOU_URL, PID, EPAY_KEY } = process.env;
const [, , orderId] = process.argv;

// The key itself is sent: only from your server, only over https.
const query = new URLSearchParams({ act: 'order', pid: PID, key: EPAY_KEY, out_trade_no: orderId });
const reply = await fetch(`${MATOU_URL}/api.php?${query}`, { signal: AbortSignal.timeout(10_000) });
const { code, msg, status } = await reply.json();
if (code !== 1) throw new Error(`${code} ${msg}`);
console.log(status === 1 ? 'paid' : 'unpaid');
