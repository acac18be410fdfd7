import { Refusal } from '@/lib/dialects/dialect';
import { type Claim, named, notUtf8 } from '@/lib/dialects/epay-v1/claim';
import { refuseOtherReadings } from '@/lib/dialects/epay-v1/one-reading';
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

function isKnown(name: string): boolean {
  return KNOWN.has(name.toLowerCase());
}

/** They may hold anything that the shop likes; `refuseOtherReadings` sees to it that nothing is made of it. */
const FREE = new Set(['notify_url', 'param', 'return_url']);

/**
 * What is signed is sorted, so out of `name` a field that nobody knows can be cut only when it stands between the two.
 */
const AFTER_NAME = 'notify_url';

const EMBEDDED = /&([^&=]*)=/g;

function isAmbiguous(field: string, text: string): boolean {
  if (FREE.has(field)) return false;
  return [...text.matchAll(EMBEDDED)].some(
    ([, name = '']) => isKnown(name) || (field === 'name' && name > field && name < AFTER_NAME),
  );
}

/**
 * Refuses fields that one signature could be read from in two ways, because the signed text joins raw values with
 * `&` and `=`: sent twice, unreadable, with these signs in the name, or with a value that holds another field as
 * `&name=` (reference: reliability §5.2). Addresses and `param` may hold such names, in the one reading that counts.
 * Fields that PHP reads as arrays count for nothing.
 */
export function refuseAmbiguous(claim: Claim): void {
  const { fields } = claim;
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
  refuseOtherReadings(claim, isKnown);
}
