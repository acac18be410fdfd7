/**
 * Reads the fields of a request as raw text from a query or a body of any of the three kinds that shops send.
 * Promises to lose no digit and to name what cannot be used; knows nothing of what the fields mean.
 */
import type { Fields } from '@/lib/platform/fields/fields';
import { readForm } from '@/lib/platform/fields/read-form';
import { readJson } from '@/lib/platform/fields/read-json';
import { readMultipart } from '@/lib/platform/fields/read-multipart';

export type { FieldFault, Fields } from '@/lib/platform/fields/fields';
export { readForm };

const BRACE = 0x7b;

/**
 * Reads a body by its content type; without a usable one, `{` makes it JSON and anything else a form.
 * Null when the body is not what its type says.
 */
export function readBodyFields(body: Uint8Array, contentType: string): Fields | null {
  const kind = contentType.toLowerCase();
  if (kind.startsWith('multipart/form-data')) return readMultipart(body, contentType);
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const isForm = kind.startsWith('application/x-www-form-urlencoded');
  const isJson = kind.startsWith('application/json') || (!isForm && body[0] === BRACE);
  return isJson ? readJson(text.startsWith('\uFEFF') ? text.slice(1) : text) : readForm(text);
}
