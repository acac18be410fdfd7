import { askedBy, noteFault } from '@/gateway/checkout/asked-by';
import { isToken } from '@/gateway/checkout/observe-order';
import { drawFault, drawNotFound } from '@/gateway/checkout/page/draw-checkout';
import { answerPage } from '@/gateway/page/answer-page';
import { plainAnswer } from '@/gateway/plain-answer';
import { BodyTooLarge, BodyUnreadable, type GatewayRequest } from '@/gateway/request';
import { DomainError } from '@/lib/core/errors';
import { chooseType } from '@/lib/core/orders';
import { PAY_TYPES } from '@/lib/core/vocabulary';
import { withinDeadline } from '@/lib/platform/deadline';
import { ANSWER_WITHIN_MS } from '@/lib/platform/outage';

/** Only a form that is not ours sends what the order does not offer. */
function refuseChoice(): Response {
  return plainAnswer(400, '这笔订单不支持该支付方式 / This order does not offer that way to pay.');
}

/** Back to the page, in the manner that it was open in; a reload of it sends nothing again. */
function backToPage({ query }: GatewayRequest, token: string, type: string): Response {
  const next = new URLSearchParams(query);
  next.delete('format');
  next.set('id', token);
  next.set('type', type);
  return new Response(null, {
    status: 303,
    headers: { location: `/pay/api?${next}`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}

async function choose(request: GatewayRequest): Promise<Response> {
  const form = await request.readForm();
  const token = form.get('id') ?? '';
  const type = PAY_TYPES.find((known) => known === form.get('type'));
  const notFound = () => answerPage(drawNotFound(askedBy(request)), request.header('accept-encoding'));
  if (!isToken(token)) return notFound();
  if (type === undefined) return refuseChoice();
  const order = await withinDeadline(chooseType(token, type), ANSWER_WITHIN_MS);
  return order === null ? notFound() : backToPage(request, token, type);
}

/**
 * `POST /pay/choose` with `id` and `type`: the buyer chooses how to pay and is sent back to the page, which goes on
 * from there. What was chosen, paid or ended meanwhile shows there as it is.
 */
export async function answerChoice(request: GatewayRequest): Promise<Response> {
  try {
    return await choose(request);
  } catch (error) {
    if (error instanceof BodyTooLarge || error instanceof BodyUnreadable) throw error;
    if (error instanceof DomainError && error.code === 'order.choice_invalid') return refuseChoice();
    noteFault(error, request.path);
    return answerPage(drawFault(askedBy(request)), request.header('accept-encoding'));
  }
}
