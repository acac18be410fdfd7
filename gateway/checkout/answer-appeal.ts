import { AddressLimit } from '@/gateway/address-limit';
import { askedBy, noteFault } from '@/gateway/checkout/asked-by';
import { isToken } from '@/gateway/checkout/observe-order';
import { ticketAddress } from '@/gateway/checkout/page/appeal-address';
import {
  type Appealed,
  type AppealForm,
  drawAppealForm,
  drawTicket,
} from '@/gateway/checkout/page/draw-appeal';
import { drawFault, drawNotFound } from '@/gateway/checkout/page/draw-checkout';
import type { Asked } from '@/gateway/checkout/page/frame';
import { type ClaimField, offeredEntries, readClaim } from '@/gateway/checkout/read-claim';
import { answerPage, type Page } from '@/gateway/page/answer-page';
import { BodyTooLarge, BodyUnreadable, type GatewayRequest } from '@/gateway/request';
import { findAppeal, findOpenAppeal, openAppeal } from '@/lib/core/arrivals';
import { DomainError } from '@/lib/core/errors';
import { findCredential } from '@/lib/core/merchants';
import { databaseTime, dueOf, findOrderByToken, isPaid, type Order } from '@/lib/core/orders';
import { withinDeadline } from '@/lib/platform/deadline';
import { ANSWER_WITHIN_MS } from '@/lib/platform/outage';

const APPEALS_PER_MINUTE = 20;

/** One address, over all orders: a mobile network hides many buyers behind one. */
const appeals = new AddressLimit(APPEALS_PER_MINUTE);

function seeOther(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}

interface About extends Appealed {
  readonly frameOrigins: readonly string[];
}

async function aboutOf(order: Order): Promise<About | null> {
  const credential = await findCredential(order.merchantId, order.mode);
  return credential === null
    ? null
    : {
        orderId: order.id,
        token: order.token,
        merchantName: credential.merchantName,
        isTest: order.mode === 'test',
        frameOrigins: credential.frameOrigins,
        due: dueOf(order),
      };
}

async function showTicket(ticket: string, asked: Asked): Promise<Page> {
  const found = isToken(ticket) ? await findAppeal(ticket) : null;
  const about = found === null ? null : await aboutOf(found.order);
  if (found === null || about === null) return drawNotFound(asked);
  const { appeal, order } = found;
  // However the order came to be paid, its buyer has nothing left to wait for.
  const state = isPaid(order) ? 'accepted' : appeal.status;
  const { id: number, amount, paidAt, payer, createdAt, reply } = appeal;
  const view = { about, number, state, amount, paidAt, payer, createdAt, reply };
  const page = drawTicket({ ...view, canAskAgain: state === 'rejected' }, asked);
  return { ...page, frameOrigins: about.frameOrigins };
}

const FIELDS: readonly ClaimField[] = ['amount', 'paidAt', 'payer'];

type Sending = Pick<AppealForm, 'entries' | 'note'>;

/** Opens the appeal; otherwise what the form shows again. */
async function send(request: GatewayRequest, order: Order): Promise<{ ticket: string } | Sending> {
  const { entries, claim } = readClaim(await request.readForm());
  if (claim === null) return { entries, note: null };
  if (!(await appeals.admits(request.clientIp, 'appeal'))) return { entries, note: 'often' };
  try {
    return await openAppeal({ token: order.token, ...claim });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const field = FIELDS.find((known) => known === error.details.field);
    if (error.code === 'appeal.invalid' && field !== undefined) {
      return { entries: { ...entries, faults: [field] }, note: null };
    }
    if (error.code !== 'appeal.state_forbids') throw error;
    return { entries, note: 'closed' };
  }
}

async function showForm(request: GatewayRequest, token: string, asked: Asked): Promise<Page | Response> {
  const order = isToken(token) ? await findOrderByToken(token) : null;
  const about = order === null ? null : await aboutOf(order);
  if (order === null || about === null) return drawNotFound(asked);
  if (isPaid(order)) return seeOther(`/pay/api?${new URLSearchParams({ id: order.token })}`);
  const waiting = await findOpenAppeal({ merchantId: order.merchantId, orderId: order.id });
  if (waiting !== null) return seeOther(ticketAddress(waiting.ticket, asked));
  if (request.method !== 'POST') {
    const entries = offeredEntries(about.due, await databaseTime());
    return { ...drawAppealForm({ about, entries, note: null }, asked), frameOrigins: about.frameOrigins };
  }
  const sent = await send(request, order);
  return 'ticket' in sent
    ? seeOther(ticketAddress(sent.ticket, asked))
    : { ...drawAppealForm({ about, ...sent }, asked), frameOrigins: about.frameOrigins };
}

/**
 * `/pay/appeal` 我已付款: with an order's token the form in which its buyer says that he paid, with a ticket the page
 * that follows what became of it. Nothing here settles an order.
 */
export async function answerAppealPage(request: GatewayRequest): Promise<Response> {
  const asked = askedBy(request);
  const encoding = request.header('accept-encoding');
  const { query } = request;
  const ticket = query.get('ticket');
  try {
    const answer = await withinDeadline(
      ticket === null ? showForm(request, query.get('id') ?? '', asked) : showTicket(ticket, asked),
      ANSWER_WITHIN_MS,
    );
    return answer instanceof Response ? answer : answerPage(answer, encoding);
  } catch (error) {
    if (error instanceof BodyTooLarge || error instanceof BodyUnreadable) throw error;
    noteFault(error, request.path);
    return answerPage(drawFault(asked), encoding);
  }
}
