import { unescape as percentDecode } from 'node:querystring';
import { FieldCollector, type Fields } from '@/lib/platform/fields/fields';

const ENCODED = /[%+]/;

// Bytes that are no UTF-8 become U+FFFD instead of an exception, and are refused.
function decode(text: string): string {
  return ENCODED.test(text) ? percentDecode(text.replaceAll('+', ' ')) : text;
}

/** Reads `a=1&b=2` from a query or an urlencoded body. */
export function readForm(text: string): Fields {
  const fields = new FieldCollector();
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('&', start);
    if (end < 0) end = text.length;
    if (end > start) {
      const equals = text.indexOf('=', start);
      const hasValue = equals >= 0 && equals < end;
      const name = decode(text.slice(start, hasValue ? equals : end));
      fields.add(name, hasValue ? decode(text.slice(equals + 1, end)) : '');
    }
    start = end + 1;
  }
  return fields;
}
