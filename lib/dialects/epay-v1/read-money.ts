import { MONEY } from '@/lib/dialects/epay-v1/grammar';
import { FEN_MAX, type Fen, fen } from '@/lib/platform/money';

/** Longer is no price; a float has at most some thirty digits. */
const LENGTH_MAX = 64;
const YUAN_DIGITS_MAX = 8;
const FLOAT_TAIL = /^(?:0{3}|9{3})/;

/** Why a text is no price. */
type MoneyFault = 'not_a_number' | 'zero' | 'third_decimal' | 'too_much';

/**
 * Reads `money` as the original does, digits and one point: `1.500`, `5.`, `.5`, `007`. What a float leaves behind
 * (`9.989999999999998`, `19.900000000000002`) is rounded to the fen that was meant, which is closer than a thousandth of
 * a fen; any other third decimal is a fault, because nobody can say which fen it means. Never a sign, an exponent or hex.
 */
export function readMoney(text: string): Fen | MoneyFault {
  if (text.length > LENGTH_MAX || !MONEY.test(text)) return 'not_a_number';
  const [whole = '', decimals = ''] = text.split('.');
  const yuan = whole.replace(/^0+/, '');
  if (yuan.length > YUAN_DIGITS_MAX) return 'too_much';
  const rest = decimals.slice(2);
  const isExact = /^0*$/.test(rest);
  if (!isExact && !FLOAT_TAIL.test(rest)) return 'third_decimal';
  const cut = Number(yuan) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'));
  const amount = isExact || rest.startsWith('0') ? cut : cut + 1;
  if (amount > FEN_MAX) return 'too_much';
  return amount === 0 ? 'zero' : fen(amount);
}

/** Why in the merchant's words, for behind the protocol's own message. */
export const MONEY_FAULTS: Readonly<Record<MoneyFault, string>> = {
  not_a_number: '只能是数字和一个小数点，例如10.23',
  zero: '必须大于0',
  third_decimal: '最多两位小数，例如10.23',
  too_much: '超出上限',
};
