import { FieldCollector, type Fields } from '@/lib/platform/fields/fields';

const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;
const PARTS_MAX = 100;

/** A quoted or bare parameter of Content-Disposition, with the escapes that browsers write. */
function parameter(header: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^\\s;"]+))`, 'i').exec(header);
  const text = found?.[1] ?? found?.[2];
  return text === undefined ? null : text.replaceAll('%22', '"');
}

function addPart(fields: FieldCollector, part: string): boolean {
  const split = part.indexOf('\r\n\r\n');
  if (split < 0) return false;
  const head = part.slice(0, split);
  const disposition = /^content-disposition:[ \t]*form-data[ \t]*(;.*)$/im.exec(head)?.[1];
  const name = disposition === undefined ? null : parameter(disposition, 'name');
  if (disposition === undefined || name === null) return false;
  const decode = (text: string) => Buffer.from(text, 'latin1').toString('utf8');
  if (parameter(disposition, 'filename') !== null) fields.addFault(decode(name), 'nested');
  else fields.add(decode(name), decode(part.slice(split + 4)));
  return true;
}

/** Reads a multipart/form-data body of plain fields; a file is a fault. Null when the body is broken. */
export function readMultipart(body: Uint8Array, contentType: string): Fields | null {
  const found = BOUNDARY.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return null;
  // One character per byte until a part is cut out, so that nothing is decoded across a boundary.
  const text = `\r\n${Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')}`;
  const parts = text.split(`\r\n--${boundary}`, PARTS_MAX + 2);
  const end = parts.pop();
  if (parts.length === 0 || parts.length > PARTS_MAX || end === undefined || !end.startsWith('--'))
    return null;
  const fields = new FieldCollector();
  for (const part of parts.slice(1)) {
    // RFC 2046 allows spaces between the boundary and its line end.
    if (!addPart(fields, part.replace(/^[ \t]*\r\n/, '\r\n'))) return null;
  }
  return fields;
}
