/**
 * What the dialects of the gatepay family share: one envelope, one signature, one grammar of fields, one
 * table of refusals. A dialect may import its family; a family knows no dialect.
 */
export {
  addressOf,
  type Claim,
  paramsOf,
  pinOf,
  readingPinOf,
  textOf,
} from '@/lib/dialects/gatepay-family/claim';
export {
  ANY_AMOUNT_FIELDS,
  payUrl,
  placeAnyAmount,
  qrcodeUrl,
} from '@/lib/dialects/gatepay-family/create-order';
export { success } from '@/lib/dialects/gatepay-family/envelope';
export {
  APPKEY,
  CUSTOM,
  type FieldRule,
  OUT_ORDER_ID,
  orderFields,
} from '@/lib/dialects/gatepay-family/grammar';
export { redirect, signedNews } from '@/lib/dialects/gatepay-family/paid';
export { picture } from '@/lib/dialects/gatepay-family/picture';
export { type Codes, familyCodes, type Mishaps, refuseWith } from '@/lib/dialects/gatepay-family/refuse';
export { signedRequest, verifiedOver } from '@/lib/dialects/gatepay-family/signed-request';
