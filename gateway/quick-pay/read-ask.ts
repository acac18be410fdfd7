import { type AmountRange, isWithin, type Link, type Skin } from '@/lib/core/quick-pay';
import { PAY_TYPES, type PayType } from '@/lib/core/vocabulary';
import { env } from '@/lib/platform/env';
import { type Fen, formatYuan, parseYuan } from '@/lib/platform/money';

export const CONTACT_MAX = 100;
/** One more than fits tells that it is too long. With these the page's own address still fits its QR code. */
const CUSTOM_READ = CONTACT_MAX + 1;
const WORD_READ = 40;

/** What an address of the quick-pay page asks for (gatepay-api 快捷收款集成接口). */
export interface Ask {
  readonly appkey: string;
  readonly token: string;
  readonly custom: string;
  readonly price: string;
  /** Null takes the link's own. */
  readonly skin: Skin | null;
  /** `stable=1`: what the address gives cannot be changed. */
  readonly isLocking: boolean;
  readonly lang: string | null;
}

/** One line as a person means it: without control and direction signs, without space around it. */
function line(text: string | null, signs: number): string {
  // By whole signs: half of one would become another on its way through an address.
  return Array.from(text ?? '')
    .slice(0, signs)
    .join('')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
}

const SKIN_OF: ReadonlyMap<string, Skin> = new Map([
  ['0', 0],
  ['1', 1],
]);

export function readAsk(query: URLSearchParams): Ask {
  return {
    appkey: line(query.get('appkey'), WORD_READ),
    token: line(query.get('token'), WORD_READ),
    custom: line(query.get('custom'), CUSTOM_READ),
    price: line(query.get('price'), WORD_READ),
    skin: SKIN_OF.get(query.get('skin') ?? '') ?? null,
    isLocking: query.get('stable') === '1',
    lang: query.get('lang') === null ? null : line(query.get('lang'), WORD_READ),
  };
}

/** The query of an address that asks for the same, with some of it changed. */
export function askQuery(ask: Ask, changes: Partial<Ask> = {}): string {
  const { appkey, token, custom, price, skin, isLocking, lang } = { ...ask, ...changes };
  const query = new URLSearchParams({ appkey, token });
  if (custom !== '') query.set('custom', custom);
  if (price !== '') query.set('price', price);
  if (skin !== null) query.set('skin', String(skin));
  if (isLocking) query.set('stable', '1');
  if (lang !== null) query.set('lang', lang);
  return query.toString();
}

/** The address of the page as it is shared: without the language of this visit. */
export function pageAddress(ask: Ask): string {
  return `${env.publicUrl}/pay/any?${askQuery(ask, { lang: null })}`;
}

/** An amount as people type or paste it: `¥1,280.50`, `１０元`. Null when it is none, or nothing. */
export function readAmount(text: string): Fen | null {
  const plain = text.normalize('NFKC').replace(/[¥,元\s]/g, '');
  const amount = parseYuan(plain.startsWith('.') ? `0${plain}` : plain);
  return amount === null || amount === 0 ? null : amount;
}

export type AmountFault =
  | 'amount_empty'
  | 'amount_invalid'
  | 'amount_out_of_range'
  | 'amount_changed'
  | 'amount_link';
export type ContactFault = 'contact_empty' | 'contact_too_long' | 'contact_changed';
export type Fault = AmountFault | ContactFault | 'type_closed';

/** One field of the page; the text is kept whatever is wrong with it. */
interface Entry<F extends Fault> {
  readonly text: string;
  /** The merchant has set it, by the address or by the link. */
  readonly isLocked: boolean;
  readonly fault: F | null;
}

export interface Entries {
  /** `fen` is null until the text is an amount that can be paid. */
  readonly amount: Entry<AmountFault> & { readonly fen: Fen | null };
  /** Null when the link asks for nothing. */
  readonly contact: (Entry<ContactFault> & { readonly isRequired: boolean }) | null;
  /** Null until one of the ways that are open now is chosen. */
  readonly type: PayType | null;
  readonly isTypeFaulty: boolean;
}

export interface Terms {
  readonly link: Link;
  readonly range: AmountRange;
  readonly types: readonly PayType[];
}

/** A link whose bounds are one amount takes that amount. */
function fixedAmount({ min, max }: Link): string | null {
  return min !== null && min === max ? formatYuan(min) : null;
}

function amountFault(amount: Fen | null, text: string, isLocked: boolean, range: AmountRange) {
  const isRight = amount !== null && isWithin(amount, range);
  if (isRight) return null;
  if (isLocked) return 'amount_link';
  if (text === '') return 'amount_empty';
  return amount === null ? 'amount_invalid' : 'amount_out_of_range';
}

function readAmountEntry(ask: Ask, { link, range }: Terms, form: URLSearchParams | null): Entries['amount'] {
  const fixed = ask.price === '' ? fixedAmount(link) : null;
  const isLocked = fixed !== null || (ask.isLocking && ask.price !== '');
  const typed = form?.get('price') ?? null;
  const text = isLocked || typed === null ? (fixed ?? ask.price) : line(typed, WORD_READ);
  const amount = readAmount(text);
  const isChanged = isLocked && typed !== null && readAmount(line(typed, WORD_READ)) !== amount;
  const fault = isChanged ? 'amount_changed' : amountFault(amount, text, isLocked, range);
  // An empty field is a fault only once the buyer has sent it.
  const isShown = form !== null || text !== '';
  return { text, isLocked, fen: fault === null ? amount : null, fault: isShown ? fault : null };
}

function readContactEntry(ask: Ask, { link }: Terms, form: URLSearchParams | null): Entries['contact'] {
  if (link.contactLabel === '' && ask.custom === '') return null;
  const isLocked = ask.isLocking && ask.custom !== '';
  const isRequired = link.contactLabel !== '';
  const typed = form?.get('custom') ?? null;
  const text = isLocked || typed === null ? ask.custom : line(typed, CUSTOM_READ);
  const faultOf = (): ContactFault | null => {
    if (isLocked && typed !== null && line(typed, CUSTOM_READ) !== text) return 'contact_changed';
    if ([...text].length > CONTACT_MAX) return 'contact_too_long';
    return form !== null && isRequired && text === '' ? 'contact_empty' : null;
  };
  return { text, isLocked, isRequired, fault: faultOf() };
}

/**
 * What stands in the fields: what the address gives, or what the form brings. A field that the address locks keeps
 * the address's value, and a form that says otherwise is at fault.
 */
export function readEntries(ask: Ask, terms: Terms, form: URLSearchParams | null): Entries {
  const [only] = terms.types;
  const chosen = PAY_TYPES.find((type) => type === form?.get('type') && terms.types.includes(type)) ?? null;
  const type = form === null && terms.types.length === 1 && only !== undefined ? only : chosen;
  return {
    amount: readAmountEntry(ask, terms, form),
    contact: readContactEntry(ask, terms, form),
    type,
    isTypeFaulty: form !== null && type === null,
  };
}

export function isFaulty({ amount, contact, isTypeFaulty }: Entries): boolean {
  return amount.fault !== null || (contact?.fault ?? null) !== null || isTypeFaulty;
}
