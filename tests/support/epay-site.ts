import { createHash, randomUUID } from 'node:crypto';

/** A merchant's own code for 易支付: the signature, written without anything of the product. */
export interface EpayKeys {
  readonly pid: number;
  readonly epayKey: string;
}

export type EpayParams = Record<string, string>;

function signature(params: EpayParams, key: string): string {
  const text = Object.keys(params)
    .filter((name) => name !== 'sign' && name !== 'sign_type' && params[name] !== '')
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('&');
  return createHash('md5')
    .update(text + key, 'utf8')
    .digest('hex');
}

export function epaySigned({ epayKey }: EpayKeys, params: EpayParams): EpayParams {
  return { ...params, sign: signature(params, epayKey), sign_type: 'MD5' };
}

/** A signed order as the documents write it; `extra` replaces and adds, and null takes away. */
export function epayOrder(keys: EpayKeys, extra: Record<string, string | null> = {}): EpayParams {
  const params = {
    pid: String(keys.pid),
    type: 'alipay',
    out_trade_no: randomUUID(),
    notify_url: 'http://127.0.0.1:9/notify_url.php',
    return_url: 'http://127.0.0.1:9/return_url.php',
    name: 'VIP会员',
    money: '1.00',
    ...extra,
  };
  const sent = Object.entries(params).filter((pair): pair is [string, string] => pair[1] !== null);
  return epaySigned(keys, Object.fromEntries(sent));
}

/** The merchant's check of a notification or a return: over every field that came. */
export function isEpaySigned({ epayKey }: EpayKeys, fields: URLSearchParams): boolean {
  return fields.get('sign') === signature(Object.fromEntries(fields), epayKey);
}
