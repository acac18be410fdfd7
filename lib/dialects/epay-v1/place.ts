import { DomainError } from '@/lib/core/errors';
import type { Credential } from '@/lib/core/merchants';
import { isPaid, type Order, type PlaceOrder, placeOrder } from '@/lib/core/orders';
import { PAY_TYPES, type PayType } from '@/lib/core/vocabulary';
import { Refusal } from '@/lib/dialects/dialect';
import { type Claim, isEmpty, textOf } from '@/lib/dialects/epay-v1/claim';
import { OUT_TRADE_NO } from '@/lib/dialects/epay-v1/grammar';
import { typeOfWire } from '@/lib/dialects/epay-v1/pay-type';
import { MONEY_FAULTS, readMoney } from '@/lib/dialects/epay-v1/read-money';
import { env } from '@/lib/platform/env';
import { FEN_MAX, type Fen, fen, formatYuan } from '@/lib/platform/money';
import { trimBlanks } from '@/lib/platform/web-address';

const NAME_BYTES_MAX = 127;
const PARAM_LENGTH_MAX = 1024;
const ADDRESS_LENGTH_MAX = 1024;
/** What is said of a way to pay that the merchant does not offer, or cannot receive now. */
const AWAY: ReadonlySet<string> = new Set([
  'merchant.method_closed',
  'collection.no_channel',
  'collection.amounts_taken',
]);

/** Fields that must be there, with what is said of the first that is not. */
export type Required = readonly (readonly [name: string, msg: string])[];

function refuseMissing(claim: Claim, required: Required): void {
  for (const [name, msg] of required) if (isEmpty(claim, name)) throw new Refusal(-1, msg);
}

function moneyOf(claim: Claim): Fen {
  const money = readMoney(textOf(claim, 'money'));
  if (typeof money === 'number') return money;
  const most = formatYuan(fen(FEN_MAX));
  throw new Refusal(
    -1,
    money === 'too_much' ? `最大支付金额是${most}元` : `金额不合法：${MONEY_FAULTS[money]}`,
  );
}

function outOrderIdOf(claim: Claim): string {
  const text = textOf(claim, 'out_trade_no');
  if (!OUT_TRADE_NO.test(text)) throw new Refusal(-1, '订单号(out_trade_no)格式不正确');
  return text;
}

function addressOf(claim: Claim, name: string): string | null {
  const text = trimBlanks(textOf(claim, name));
  if (text.length > ADDRESS_LENGTH_MAX) {
    throw new Refusal(-1, `参数(${name})不能超过${ADDRESS_LENGTH_MAX}个字符`);
  }
  return text === '' ? null : text;
}

function paramOf(claim: Claim): string {
  const text = textOf(claim, 'param');
  if (text.length > PARAM_LENGTH_MAX) {
    throw new Refusal(-1, `业务扩展参数(param)不能超过${PARAM_LENGTH_MAX}个字符`);
  }
  return text;
}

/** Null leaves the choice to the buyer. */
function typeOf(claim: Claim): PayType | null {
  const text = textOf(claim, 'type');
  if (text === '') return null;
  const type = typeOfWire(text);
  if (type === null) throw new Refusal(-1, '支付方式(type)不存在');
  return type;
}

/** The longest beginning of a text that fits into so many bytes of UTF-8 and cuts no character in two. */
function cutToBytes(text: string, bytesMax: number): string {
  const bytes = Buffer.from(text, 'utf8');
  let end = Math.min(bytes.length, bytesMax);
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}

function isAway(error: unknown): boolean {
  return error instanceof DomainError && AWAY.has(error.code);
}

/**
 * Places the order with the way to pay that was asked; when that is closed or nobody can receive it now, the buyer
 * chooses among the others, as at the original's cashier. Throws what was said of the asked way when there is no other.
 */
async function placeWithOthers(ask: PlaceOrder): Promise<Order> {
  try {
    return await placeOrder(ask);
  } catch (asked) {
    if (ask.type === null || !isAway(asked)) throw asked;
    return placeOrder({ ...ask, type: null }).catch((others: unknown) => {
      throw isAway(others) ? asked : others;
    });
  }
}

/**
 * Places the order of a request, with the checks in the order of the protocol's messages; the same unpaid and
 * unchanged reference answers the same order. Throws a Refusal, order.reference_paid, and what the core refuses.
 */
export async function place(
  claim: Claim,
  credential: Credential,
  { required, isReturnOptional }: { required: Required; isReturnOptional: boolean },
): Promise<Order> {
  if (!credential.isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
  refuseMissing(claim, required);
  const price = moneyOf(claim);
  const outOrderId = outOrderIdOf(claim);
  const order = await placeWithOthers({
    credential,
    dialect: 'epay-v1',
    outOrderId,
    type: typeOf(claim),
    choices: PAY_TYPES,
    price,
    title: cutToBytes(textOf(claim, 'name'), NAME_BYTES_MAX),
    attachment: paramOf(claim),
    notifyUrl: addressOf(claim, 'notify_url'),
    returnUrl: addressOf(claim, 'return_url'),
    areAddressesSigned: true,
    isReturnOptional,
    canSwitchType: true,
    pin: null,
  });
  if (isPaid(order)) throw new DomainError('conflict', 'order.reference_paid', { outOrderId });
  return order;
}

/** The checkout; it knows the way to pay from the order, or lets the buyer choose. */
export function checkoutUrl(order: Order): string {
  return `${env.publicUrl}/pay/api?id=${order.token}`;
}
