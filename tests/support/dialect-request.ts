import { createHash } from 'node:crypto';

/** A merchant's own code: the family's signature, written without anything of the product. */
export function doubleMd5(text: string, appsecret: string): string {
  const md5 = (input: string) => createHash('md5').update(input, 'utf8').digest('hex');
  return md5(md5(text) + appsecret);
}

export interface Keys {
  readonly appkey: string;
  readonly appsecret: string;
}

export type Params = Record<string, string>;

/** The signed parameters of an order for any amount; `extra` replaces and adds before the signature is made. */
export function signedOrder(keys: Keys, outOrderId: string, extra: Params = {}): Params {
  const params: Params = {
    appkey: keys.appkey,
    price: '10.00',
    type: 'alipay',
    out_order_id: outOrderId,
    custom: 'buyer',
    ...extra,
  };
  const text = ['appkey', 'price', 'type', 'out_order_id', 'custom']
    .map((name) => params[name] ?? '')
    .join('');
  return { ...params, sign: doubleMd5(text, keys.appsecret) };
}

export function signedQuery(keys: Keys, outOrderId: string): Params {
  const sign = doubleMd5(keys.appkey + outOrderId, keys.appsecret);
  return { appkey: keys.appkey, out_order_id: outOrderId, sign };
}

/** The parameters with the signature over their texts, joined in the order in which `signed` names them. */
export function signedOver(keys: Keys, signed: readonly string[], params: Params): Params {
  const all: Params = { appkey: keys.appkey, ...params };
  const text = ['appkey', ...signed].map((name) => all[name] ?? '').join('');
  return { ...all, sign: doubleMd5(text, keys.appsecret) };
}
