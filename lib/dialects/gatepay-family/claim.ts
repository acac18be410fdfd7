import {
  type Credential,
  findCredentialByAppkey,
  readingPin,
  type SignaturePin,
  signaturePin,
} from '@/lib/core/merchants';
import { type RawRequest, Refusal } from '@/lib/dialects/dialect';
import { type Fields, readBodyFields, readForm } from '@/lib/platform/fields';
import { trimBlanks } from '@/lib/platform/web-address';

/** What a request of the family claims to be, field by field as it came. */
export interface Claim {
  readonly appkey: string;
  readonly fields: Fields;
}

/**
 * Takes the fields of a request: from the query of a GET, from the body of a POST. Throws 105 for a body that
 * cannot be read, 101 without an appkey, 106 for two of them.
 */
export function read(request: RawRequest): Claim {
  const fields =
    request.method === 'GET' ? readForm(request.query) : readBodyFields(request.body, request.contentType);
  if (fields === null) throw new Refusal(105, '参数缺失：请求体无法读取，与 Content-Type 不符');
  const appkey = fields.values.get('appkey') ?? '';
  if (fields.faults.has('appkey')) throw new Refusal(106, '存在禁止传递的参数：appkey 只能传递一次');
  if (appkey === '') throw new Refusal(101, '秘钥必须');
  return { appkey, fields };
}

const APPKEY = /^[\x21-\x7e]{1,64}$/;

export async function findMerchant(claim: Claim): Promise<Credential | null> {
  return APPKEY.test(claim.appkey) ? findCredentialByAppkey(claim.appkey) : null;
}

export function secrets(credential: Credential): readonly string[] {
  return credential.acceptedAppsecrets;
}

/** A field's text, empty when it was not sent. */
export function textOf(claim: Claim, name: string): string {
  return claim.fields.values.get(name) ?? '';
}

/** An address without the blanks that were copied along with it; null when none was sent. */
export function addressOf(claim: Claim, name: string): string | null {
  return trimBlanks(textOf(claim, name)) || null;
}

/** What was signed: the fields' texts as they came, with nothing between them. */
export function joined(claim: Claim, names: readonly string[]): string {
  let text = '';
  for (const name of names) text += textOf(claim, name);
  return text;
}

/** What the request's signature is remembered as: its endpoint and its signed fields, each kept apart. */
export function pinOf(claim: Claim, endpoint: string, signedFields: readonly string[]): SignaturePin {
  return signaturePin(
    endpoint,
    signedFields.map((name) => textOf(claim, name)),
  );
}

/** What the signature of a request is remembered as that only reads. */
export function readingPinOf(claim: Claim, signedFields: readonly string[]): SignaturePin {
  return readingPin(signedFields.map((name) => textOf(claim, name)));
}

/** Everything that was sent, as text, for the answer's `params`. */
export function paramsOf(claim: Claim): Record<string, string> {
  return Object.fromEntries(claim.fields.values);
}
