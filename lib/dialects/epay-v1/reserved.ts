import { Refusal } from '@/lib/dialects/dialect';
import { type Claim, named, notUtf8 } from '@/lib/dialects/epay-v1/claim';
import { isArrayName } from '@/lib/dialects/epay-v1/signature';

/** The names that mean something in a request or in the news of a payment. */
const KNOWN = new Set([
  'api_trade_no',
  'clientip',
  'device',
  'money',
  'name',
  'notify_url',
  'out_trade_no',
  'param',
  'pid',
  'return_url',
  'sign',
  'sign_type',
  'sitename',
  'trade_no',
  'trade_status',
  'type',
]);

/**
 * Free text, and the field that follows it in every signed text. What is signed is sorted, so a name that nobody
 * knows can be cut out of the text only when it stands between the two.
 */
const FREE_TEXT: Readonly<Record<string, string>> = { name: 'notify_url', param: 'pid' };

const EMBEDDED = /&([^&=]*)=/g;

function isAmbiguous(field: string, text: string): boolean {
  const next = FREE_TEXT[field];
  return [...text.matchAll(EMBEDDED)].some(
    ([, name = '']) => KNOWN.has(name.toLowerCase()) || (next !== undefined && name > field && name < next),
  );
}

/**
 * Refuses fields that one signature could be read from in two ways, because the signed text joins raw values with
 * `&` and `=`: sent twice, unreadable, with these signs in the name, or with a value that holds another field as
 * `&name=` (reference: reliability §5.2). An address may carry a query of names that the protocol does not know.
 * Fields that PHP reads as arrays count for nothing.
 */
export function refuseAmbiguous({ fields }: Claim): void {
  for (const [name, fault] of fields.faults) {
    if (fault === 'repeated') throw new Refusal(-1, `${named(name)}重复`);
    if (fault === 'not_utf8') throw notUtf8(named(name));
    if (fault === 'unreadable') throw new Refusal(-1, `${named(name)}含有无法识别的字符`);
  }
  for (const [name, text] of fields.values) {
    if (isArrayName(name)) continue;
    if (/[&=]/.test(name) || isAmbiguous(name, text)) {
      throw new Refusal(-1, `${named(name)}含有不允许的内容：&参数名=`);
    }
  }
}
