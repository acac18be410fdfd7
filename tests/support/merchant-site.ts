import { createHash, createHmac, randomUUID } from 'node:crypto';
import { doubleMd5, type Keys } from '@/tests/support/dialect-request';
import type { EpayKeys } from '@/tests/support/epay-site';
import type { Product } from '@/tests/support/product';
import { type ReceivedRequest, type Receiver, startReceiver } from '@/tests/support/receiver';

/**
 * A merchant as the outside knows him: his own site with its own signature code, keys from the command line, a
 * phone that speaks vmq. Nothing here is shared with the product's code.
 */
export interface MerchantSite {
  readonly merchantId: string;
  readonly appkey: string;
  readonly appsecret: string;
  /** The keys for test mode. */
  readonly trial: Keys;
  /** What 易支付 clients are given, live and test. */
  readonly epay: { readonly live: EpayKeys; readonly trial: EpayKeys };
  /** What a V免签 client is given. */
  readonly vmqKey: string;
  readonly email: string;
  readonly password: string;
  readonly accountId: string;
  readonly receiver: Receiver;
  /** Sends the phone's heartbeat. */
  beat(): Promise<MonitorReply>;
  /** Reports a payment as the phone does; `timeMs` makes it the same report again. */
  push(amount: string, timeMs?: number): Promise<MonitorReply>;
  /** Reports at most 100 payments in Matou's own protocol (docs/monitor-api.md). */
  report(arrivals: readonly ReportedPayment[], sequence: number): Promise<Response>;
  anypay(fields: Partial<AnypayFields>, keys?: Keys): Promise<Answer>;
  cloudpay(fields: Partial<AnypayFields>): Promise<Answer>;
  close(): Promise<void>;
}

export interface ReportedPayment {
  readonly eventId: string;
  readonly type: 'alipay';
  readonly amount: string;
  readonly paidAt: number;
}

export interface MonitorReply {
  readonly code: number;
  readonly msg: string;
}

export interface AnypayFields {
  price: string;
  type: string;
  out_order_id: string;
  custom: string;
}

export interface Answer {
  readonly code: number;
  readonly msg: string;
  readonly data: { readonly pay_url: string; readonly api_url?: string; readonly qrcode_url: string };
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}

export function gatepaySign({ appkey, appsecret }: Keys, ...fields: string[]): string {
  return doubleMd5([appkey, ...fields].join(''), appsecret);
}

const NOTIFY_FIELDS = [
  'order_id',
  'out_order_id',
  'price',
  'realprice',
  'type',
  'paytime',
  'extend',
] as const;
const RETURN_FIELDS = ['price', 'type', 'product_id', 'order_id', 'out_order_id'] as const;

/** The fields of a callback, read from where its dialect puts them. */
export function callbackFields(request: ReceivedRequest): URLSearchParams {
  return request.method === 'GET' ? request.query : new URLSearchParams(request.body);
}

export function isCallbackSigned(keys: Keys, fields: URLSearchParams): boolean {
  return fields.get('sign') === gatepaySign(keys, ...NOTIFY_FIELDS.map((name) => fields.get(name) ?? ''));
}

export function isReturnSigned(keys: Keys, fields: URLSearchParams): boolean {
  return fields.get('sign') === gatepaySign(keys, ...RETURN_FIELDS.map((name) => fields.get(name) ?? ''));
}

function epayKeysIn(made: Record<string, unknown>): EpayKeys {
  return { pid: Number(made.pid), epayKey: String(made.epayKey) };
}

interface Registered {
  readonly merchantId: string;
  readonly live: Keys;
  readonly trial: Keys;
  readonly epay: MerchantSite['epay'];
  readonly vmqKey: string;
  readonly monitorId: string;
  readonly monitorKey: string;
  readonly accountId: string;
  readonly email: string;
  readonly password: string;
}

function keysIn(made: Record<string, unknown>): Keys {
  return { appkey: String(made.appkey), appsecret: String(made.appsecret) };
}

async function register(product: Product, site: string, settings: readonly string[]): Promise<Registered> {
  const email = `${randomUUID()}@shop.example`;
  const made = await product.matou('merchant', 'create', '--name', '码头小店', '--email', email);
  const owner = ['--merchant', String(made.merchantId)];
  const addresses = [
    '--notify-url',
    `${site}/notify`,
    '--return-url',
    `${site}/return`,
    '--timeout-url',
    `${site}/timeout`,
  ];
  await product.matou('merchant', 'set', ...owner, ...addresses, ...settings);
  const monitor = await product.matou('monitor', 'create', ...owner);
  const watch = ['--monitor', String(monitor.monitorId)];
  const code = ['--code', `https://qr.alipay.com/fkx${randomUUID().slice(0, 12)}`];
  const account = await product.matou('account', 'create', ...owner, '--type', 'alipay', ...code, ...watch);
  return {
    merchantId: String(made.merchantId),
    live: keysIn(made),
    trial: keysIn(made.test as Record<string, unknown>),
    epay: { live: epayKeysIn(made), trial: epayKeysIn(made.test as Record<string, unknown>) },
    vmqKey: String(made.vmqKey),
    monitorId: String(monitor.monitorId),
    monitorKey: String(monitor.key),
    accountId: String(account.accountId),
    email,
    password: String(made.password),
  };
}

/** Asks for an order as the merchant's own server does; every field may be replaced before it is signed. */
async function createOrder(url: string, fields: Partial<AnypayFields>, keys: Keys): Promise<Answer> {
  const all = { price: '10.00', type: 'alipay', out_order_id: randomUUID(), custom: '买家 terry', ...fields };
  const sign = gatepaySign(keys, all.price, all.type, all.out_order_id, all.custom);
  const body = new URLSearchParams({ appkey: keys.appkey, ...all, sign });
  const reply = await fetch(url, { method: 'POST', body });
  return (await reply.json()) as Answer;
}

/** Opens a merchant on the running product, with one Alipay account watched by a phone. */
export async function openMerchantSite(product: Product, settings: string[] = []): Promise<MerchantSite> {
  const receiver = await startReceiver();
  const { live, trial, monitorId, monitorKey, ...registered } = await register(
    product,
    receiver.url,
    settings,
  );
  const at = (path: string) => `${product.publicUrl}${path}`;
  return {
    ...registered,
    ...live,
    trial,
    receiver,
    beat: async () => {
      const t = String(Date.now());
      const reply = await fetch(at(`/appHeart?t=${t}&sign=${md5(t + monitorKey)}`));
      return (await reply.json()) as MonitorReply;
    },
    push: async (amount, timeMs = Date.now()) => {
      const price = javaDouble(amount);
      const sign = md5(`2${price}${timeMs}${monitorKey}`);
      const reply = await fetch(at(`/appPush?t=${timeMs}&type=2&price=${price}&sign=${sign}`));
      return (await reply.json()) as MonitorReply;
    },
    report: async (arrivals, sequence) => {
      const path = '/api/monitor/v1/arrivals';
      const body = JSON.stringify({ arrivals });
      const stamp = [String(Date.now()), randomUUID(), String(sequence)];
      const digest = createHash('sha256').update(body, 'utf8').digest('hex');
      const signed = ['matou-monitor-v1', 'POST', path, ...stamp, digest].join('\n');
      const [timestamp = '', nonce = '', number = ''] = stamp;
      const headers = {
        'content-type': 'application/json',
        'matou-monitor': monitorId,
        'matou-timestamp': timestamp,
        'matou-nonce': nonce,
        'matou-sequence': number,
        'matou-signature': createHmac('sha256', monitorKey).update(signed, 'utf8').digest('hex'),
      };
      return fetch(at(path), { method: 'POST', headers, body });
    },
    anypay: (fields, keys = live) => createOrder(at('/api/anypay/create'), fields, keys),
    cloudpay: (fields) => createOrder(at('/api/cloudpay/create'), fields, live),
    close: () => receiver.close(),
  };
}

/** The way the stock app prints an amount: `10.00` becomes `10.0`. */
function javaDouble(amount: string): string {
  const text = String(Number(amount));
  return text.includes('.') ? text : `${text}.0`;
}

export interface CheckoutJson {
  readonly code: number;
  readonly data: {
    readonly order_id: number;
    readonly status: string;
    readonly price: string;
    readonly realprice: string;
    readonly qrcode: string;
    readonly redirect_url: string | null;
    readonly timeout_url: string | null;
  };
}

/** The order as the merchant's own page would read it; the first look allocates. */
export async function readCheckout(payUrl: string): Promise<CheckoutJson> {
  const reply = await fetch(`${payUrl}&format=json`);
  return (await reply.json()) as CheckoutJson;
}
