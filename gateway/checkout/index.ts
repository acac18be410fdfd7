/**
 * The hosted checkout: `/pay/api` and `/pay/index` as page and as JSON, the buyer's choice of how to pay, his word that
 * he paid, and what a waiting page asks for. Promises a complete page without script, one request to a working page, that a buyer is
 * never asked to pay an ended order, and that nobody but a buyer takes an amount by asking for a page.
 */

import { answerAgain } from '@/gateway/checkout/answer-again';
import { answerAppealPage } from '@/gateway/checkout/answer-appeal';
import { answerChoice } from '@/gateway/checkout/answer-choice';
import { askedBy, noteFault } from '@/gateway/checkout/asked-by';
import { describeCheckout } from '@/gateway/checkout/describe-checkout';
import { deviceOf, walletBrowserOf } from '@/gateway/checkout/device';
import { answerCheckoutJson, answerJson, answerState } from '@/gateway/checkout/json-form';
import { loadCheckout } from '@/gateway/checkout/load-checkout';
import { isLooking, isReadingForBuyer } from '@/gateway/checkout/looking';
import { observeToken } from '@/gateway/checkout/observe-order';
import { drawCheckout, drawFault, drawNotFound } from '@/gateway/checkout/page/draw-checkout';
import { streamEvents } from '@/gateway/checkout/stream-events';
import { answerPage } from '@/gateway/page/answer-page';
import type { GatewayRequest } from '@/gateway/request';
import type { PublicRoute } from '@/gateway/route';
import { withinDeadline } from '@/lib/platform/deadline';
import { ANSWER_WITHIN_MS } from '@/lib/platform/outage';
import { qrPng } from '@/lib/platform/qr';

const QR_FILE_PIXELS = 720;

function tokenOf(request: GatewayRequest): string {
  return request.query.get('id') ?? '';
}

function userAgentOf(request: GatewayRequest): string {
  return request.header('user-agent') ?? '';
}

function load(
  request: GatewayRequest,
  { isLooking: looks, isPage }: { isLooking: boolean; isPage: boolean },
) {
  const visit = {
    token: tokenOf(request),
    payerIp: request.clientIp,
    device: deviceOf(userAgentOf(request)),
    // One code serves every wallet, and the page goes on in the one that scanned it.
    scanner: isPage && looks ? walletBrowserOf(userAgentOf(request)) : null,
    isLooking: looks,
    isStaying: request.query.get('stay') === '1',
  };
  return withinDeadline(loadCheckout(visit), ANSWER_WITHIN_MS);
}

/** Reads the order as it is, for an answer that nobody sees. */
function glance(request: GatewayRequest) {
  return load(request, { isLooking: false, isPage: false });
}

async function answerCheckout(request: GatewayRequest): Promise<Response> {
  const { query } = request;
  const isJson = query.get('format') === 'json';
  const asked = askedBy(request);
  const encoding = request.header('accept-encoding');
  try {
    const looks = isJson ? isReadingForBuyer(request) : isLooking(request);
    const facts = await load(request, { isLooking: looks, isPage: !isJson });
    if (facts === null) {
      return isJson ? answerJson(404, '订单不存在', null, 404) : answerPage(drawNotFound(asked), encoding);
    }
    if (isJson) return answerCheckoutJson(facts);
    const { frameOrigins } = facts;
    const page = drawCheckout(describeCheckout(facts), asked, tokenOf(request));
    return answerPage({ ...page, frameOrigins }, encoding);
  } catch (error) {
    noteFault(error, request.path);
    return isJson
      ? answerJson(199, '服务暂时不可用，请稍后重试', null, 503)
      : answerPage(drawFault(asked), encoding);
  }
}

async function answerPoll(request: GatewayRequest): Promise<Response> {
  try {
    return answerState(await withinDeadline(observeToken(tokenOf(request)), ANSWER_WITHIN_MS));
  } catch (error) {
    noteFault(error, '/pay/state');
    return new Response(null, { status: 503, headers: { 'retry-after': '2' } });
  }
}

async function answerEvents(request: GatewayRequest): Promise<Response> {
  try {
    const first = await withinDeadline(observeToken(tokenOf(request)), ANSWER_WITHIN_MS);
    // 204 tells an EventSource not to come again; a HEAD wants no stream.
    if (request.isHead) return new Response(null, { status: 204 });
    return first === null
      ? new Response(null, { status: 204 })
      : streamEvents(tokenOf(request), first, request.signal);
  } catch (error) {
    noteFault(error, '/pay/events');
    return new Response(null, { status: 503, headers: { 'retry-after': '2' } });
  }
}

/** The code as a file, for buyers who let their wallet read it from the album. They have seen the page, which holds the amount. */
async function answerQrFile(request: GatewayRequest): Promise<Response> {
  try {
    const facts = await glance(request);
    const view = facts === null ? null : describeCheckout(facts);
    if (view?.state !== 'pending') return new Response(null, { status: 404 });
    return new Response(new Uint8Array(qrPng(view.qrText, QR_FILE_PIXELS)), {
      headers: {
        'content-type': 'image/png',
        'content-disposition': `attachment; filename="qr-${view.orderId}.png"`,
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex, nofollow',
      },
    });
  } catch (error) {
    noteFault(error, '/pay/qr');
    return new Response(null, { status: 503, headers: { 'retry-after': '2' } });
  }
}

export function checkoutRoutes(): PublicRoute[] {
  return [
    { methods: ['GET', 'POST'], path: '/pay/api', handle: answerCheckout },
    { methods: ['GET', 'POST'], path: '/pay/index', handle: answerCheckout },
    { methods: ['POST'], path: '/pay/choose', handle: answerChoice },
    { methods: ['GET'], path: '/pay/again', handle: (request) => answerAgain(request, glance) },
    { methods: ['GET', 'POST'], path: '/pay/appeal', handle: answerAppealPage },
    { methods: ['GET'], path: '/pay/state', handle: answerPoll },
    { methods: ['GET'], path: '/pay/events', handle: answerEvents },
    { methods: ['GET'], path: '/pay/qr', handle: answerQrFile },
  ];
}
