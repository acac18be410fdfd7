import { type Credential, findCredentialByPid } from '@/lib/core/merchants';
import { type RawRequest, Refusal } from '@/lib/dialects/dialect';
import { isBlank } from '@/lib/dialects/epay-v1/signature';
import { type Fields, readBodyFields, readForm } from '@/lib/platform/fields';

/** What a request of the protocol claims to be, field by field as it came. */
export interface Claim {
  readonly pid: number;
  readonly fields: Fields;
}

const PID = /^\d{1,15}$/;

/** A field's text as it came; empty when it was not sent, or sent blank. */
export function textOf({ fields }: Pick<Claim, 'fields'>, name: string): string {
  const text = fields.values.get(name) ?? '';
  return isBlank(text) ? '' : text;
}

/** Whether PHP would call the field empty: not there, blank, or the single digit 0. */
export function isEmpty(claim: Claim, name: string): boolean {
  const text = textOf(claim, name);
  return text === '' || text === '0';
}

/** Null for what is no number, 0, or too long to be anyone's. */
export function pidOf(fields: Fields): number | null {
  const text = textOf({ fields }, 'pid');
  return PID.test(text) && Number(text) > 0 ? Number(text) : null;
}

export function findMerchant({ pid }: Claim): Promise<Credential | null> {
  return findCredentialByPid(pid);
}

export function secrets(credential: Credential): readonly string[] {
  return [credential.epayKey];
}

/** What a refusal calls a field; a name that is no usual one is not repeated. */
export function named(name: string): string {
  return /^[A-Za-z0-9_.-]{1,40}$/.test(name) ? `参数(${name})` : '参数';
}

/** What a shop in GBK is told; `what` is what is not in UTF-8. */
export function notUtf8(what: string): Refusal {
  return new Refusal(-1, `${what}不是UTF-8编码，请使用UTF-8：GBK网站请先转换编码，再签名和提交`);
}

const GB = /^["']?(gbk|gb2312|gb18030|cp936|x-gbk)\b/i;
const ASCII = /^[\0-\x7f]*$/;

/** What a request says of its own encoding, in its header or in the fields that payment clients have for it. */
function refuseGbk({ contentType }: RawRequest, { values }: Fields): void {
  const [, charset = ''] = /;\s*charset=(.*)$/i.exec(contentType) ?? [];
  const said = [
    charset,
    ...['charset', '_input_charset', 'input_charset'].map((name) => values.get(name) ?? ''),
  ];
  if (!said.some((one) => GB.test(one))) return;
  // Bytes of GBK may happen to be UTF-8 too; in ASCII both are the same.
  if ([...values.values()].some((text) => !ASCII.test(text))) throw notUtf8('请求');
}

/** The fields of the body. Throws when it is not what its Content-Type says. */
export function bodyFields(request: RawRequest): Fields {
  const fields = readBodyFields(request.body, request.contentType);
  if (fields === null) throw new Refusal(-1, '请求体无法读取，与Content-Type不符');
  return fields;
}

function hasPid({ values, faults }: Fields): boolean {
  return values.has('pid') || faults.has('pid');
}

/**
 * The fields of a request: the query's when it has a pid, otherwise the body's. Never a mixture, because both
 * would have to be signed. Null when neither has a pid.
 */
export function readClaim(request: RawRequest): Claim | null {
  const query = readForm(request.query);
  const fields = hasPid(query) || request.method === 'GET' ? query : bodyFields(request);
  if (!hasPid(fields)) return null;
  const pid = pidOf(fields);
  if (pid === null) throw new Refusal(-1, '商户ID不能为空');
  refuseGbk(request, fields);
  return { pid, fields };
}
