/**
 * Quick-pay: the public page of a link (`/pay/any`, gatepay-api 快捷收款集成接口) and its code as a picture. Promises
 * a page that works without script, one order for two taps, and that what the address locks cannot be changed by
 * the form. The address itself carries no signature: a merchant who must have one price gives the link one.
 */
import { AddressLimit } from '@/gateway/address-limit';
import { deviceOf, HOME_WALLET } from '@/gateway/checkout/device';
import { answerPage, type Page } from '@/gateway/page/answer-page';
import { chooseWords, type Words } from '@/gateway/quick-pay/messages';
import type { NoticeKind } from '@/gateway/quick-pay/notice-kind';
import { drawForm } from '@/gateway/quick-pay/page/draw-form';
import { drawNotice } from '@/gateway/quick-pay/page/draw-notice';
import {
  type Ask,
  type Entries,
  isFaulty,
  pageAddress,
  readAsk,
  readEntries,
} from '@/gateway/quick-pay/read-ask';
import type { GatewayRequest } from '@/gateway/request';
import type { PublicRoute } from '@/gateway/route';
import { DomainError } from '@/lib/core/errors';
import { type Credential, findCredentialByAppkey } from '@/lib/core/merchants';
import { isOpen, isPaid } from '@/lib/core/orders';
import { countView, findLink, type LinkOffer, placeQuickPayOrder } from '@/lib/core/quick-pay';
import type { PayType } from '@/lib/core/vocabulary';
import { withinDeadline } from '@/lib/platform/deadline';
import { newKey } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { ANSWER_WITHIN_MS, isDatabaseAway } from '@/lib/platform/outage';
import { qrPng } from '@/lib/platform/qr';

const NONCE = /^[0-9a-f]{32}$/;
const APPKEY = /^[0-9a-z]{1,64}$/i;
const QR_PIXELS = 512;

const CREATES_PER_MINUTE = 10;

const creates = new AddressLimit(CREATES_PER_MINUTE);

/** One visit to a link that exists, of a merchant who has opened quick-pay. */
interface Visit {
  readonly request: GatewayRequest;
  readonly words: Words;
  readonly ask: Ask;
  readonly credential: Credential;
  readonly offer: LinkOffer;
  readonly types: readonly PayType[];
}

type Draft = Parameters<typeof drawForm>[0];

function draw(visit: Visit, entries: Entries, how: Pick<Draft, 'note' | 'status'>): Page {
  const { request, words, ask, credential, offer, types } = visit;
  return drawForm({
    words,
    ask,
    terms: { link: offer.link, range: offer.range, types },
    entries,
    merchantName: credential.merchantName,
    isTest: credential.mode === 'test',
    nonce: newKey(),
    likelyType: HOME_WALLET[deviceOf(request.header('user-agent') ?? '')] ?? null,
    isAlive: true,
    ...how,
  });
}

function drawClosed({ words, ask, credential, offer }: Visit, kind: NoticeKind): Page {
  const payee = { name: credential.merchantName, isTest: credential.mode === 'test' };
  return drawNotice({ words, ask, kind, payee, message: offer.link.closedMessage });
}

async function findOffer(ask: Ask): Promise<{ credential: Credential; offer: LinkOffer } | null> {
  const credential = APPKEY.test(ask.appkey) ? await findCredentialByAppkey(ask.appkey) : null;
  if (credential === null) return null;
  const offer = await findLink(credential.merchantId, credential.mode, ask.token);
  return offer === null ? null : { credential, offer };
}

function closedBecause({ credential, offer, types }: Visit): NoticeKind | null {
  const isPlanned = credential.features?.includes('quick_pay') ?? true;
  if (!credential.isQuickPayOpen || !isPlanned || credential.status !== 'active') return 'not_open';
  if (offer.state !== 'active') return offer.state;
  return types.length === 0 ? 'unavailable' : null;
}

const REFUSALS: Readonly<Record<string, NoticeKind>> = {
  'merchant.quick_pay_closed': 'not_open',
  'merchant.suspended': 'not_open',
  'plan.feature_missing': 'not_open',
  'plan.expired': 'unavailable',
  'plan.quota_spent': 'unavailable',
  'merchant.method_closed': 'unavailable',
  'collection.no_channel': 'unavailable',
};

/** What the buyer sees instead of an order. Faults of ours are thrown on. */
function drawRefusal(visit: Visit, entries: Entries, error: unknown): Page {
  if (!(error instanceof DomainError)) throw error;
  if (error.code === 'link.closed') return drawClosed(visit, error.details.state as NoticeKind);
  const isSpent = error.code === 'order.reference_taken' || error.code === 'order.reference_closed';
  if (isSpent) return draw(visit, entries, { note: 'again', status: 409 });
  if (error.code === 'collection.amounts_taken') return draw(visit, entries, { note: 'busy', status: 409 });
  if (error.code === 'link.amount_invalid') {
    const amount = { ...entries.amount, fen: null, fault: 'amount_out_of_range' } as const;
    return draw(visit, { ...entries, amount }, { note: null, status: 422 });
  }
  const notice = REFUSALS[error.code];
  if (notice === undefined) throw error;
  return drawClosed(visit, notice);
}

function toCheckout(token: string, lang: string | null): Response {
  const query = new URLSearchParams(lang === null ? { id: token } : { id: token, lang });
  return new Response(null, {
    status: 303,
    headers: { location: `/pay/api?${query}`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}

/**
 * Places what the form asks for. Only the link's own bounds are looked at here: whether a place or the day's sum is
 * left is for the database to say, because a second tap whose first one took the last place still finds its order.
 */
async function place(visit: Visit, form: URLSearchParams): Promise<Response | Page> {
  const { request, ask, credential, offer, types } = visit;
  const entries = readEntries(ask, { link: offer.link, range: offer.link, types }, form);
  const { amount, contact, type } = entries;
  if (isFaulty(entries) || amount.fen === null || type === null) {
    return draw(visit, entries, { note: null, status: 422 });
  }
  if (!(await creates.admits(request.clientIp, offer.link.id))) {
    return draw(visit, entries, { note: 'often', status: 429 });
  }
  const nonce = form.get('nonce') ?? '';
  try {
    const order = await placeQuickPayOrder({
      credential,
      link: offer.link,
      type,
      price: amount.fen,
      contact: contact?.text ?? '',
      nonce: NONCE.test(nonce) ? nonce : newKey(),
    });
    // Somebody who came back to an old form pays a new order, not one that is over.
    if (!isOpen(order) && !isPaid(order)) return draw(visit, entries, { note: 'again', status: 409 });
    return toCheckout(order.token, ask.lang);
  } catch (error) {
    return drawRefusal(visit, entries, error);
  }
}

/** What this link shows, or where it leads. */
async function serve(request: GatewayRequest, words: Words, ask: Ask): Promise<Response | Page> {
  const form = request.method === 'POST' ? await request.readForm() : null;
  const found = await withinDeadline(findOffer(ask), ANSWER_WITHIN_MS);
  if (found === null) return drawNotice({ words, ask, kind: 'unknown', payee: null, message: '' });
  const { credential, offer } = found;
  const types = credential.openTypes.filter((type) => offer.onlineTypes.includes(type));
  const visit: Visit = { request, words, ask, ...found, types };
  const closed = closedBecause(visit);
  const isDecidedByPlacing = form !== null && closed !== 'not_open' && closed !== 'unavailable';
  if (closed !== null && !isDecidedByPlacing) return drawClosed(visit, closed);
  if (form !== null) return withinDeadline(place(visit, form), ANSWER_WITHIN_MS);
  countView(offer.link.id);
  const entries = readEntries(ask, { link: offer.link, range: offer.range, types }, null);
  return draw(visit, entries, { note: null, status: 200 });
}

async function answerPay(request: GatewayRequest): Promise<Response> {
  const ask = readAsk(request.query);
  const words = chooseWords(ask.lang, request.header('accept-language'));
  const encoding = request.header('accept-encoding');
  try {
    const answer = await serve(request, words, ask);
    return answer instanceof Response ? answer : answerPage(answer, encoding);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    log.error({ error, path: '/pay/any' }, 'the database is away');
    return answerPage(drawNotice({ words, ask, kind: 'fault', payee: null, message: '' }), encoding);
  }
}

/** The code of a link's page, for the card that a chat shows beside it. */
async function answerPicture(request: GatewayRequest): Promise<Response> {
  const ask = readAsk(request.query);
  if ((await findOffer(ask)) === null) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(qrPng(pageAddress(ask), QR_PIXELS)), {
    headers: {
      'content-type': 'image/png',
      'cache-control': 'public, max-age=3600',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    },
  });
}

export function quickPayRoutes(): PublicRoute[] {
  return [
    { methods: ['GET', 'POST'], path: '/pay/any', handle: answerPay },
    { methods: ['GET'], path: '/pay/any/qr', handle: answerPicture },
  ];
}
