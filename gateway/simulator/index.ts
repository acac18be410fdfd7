/**
 * The pretend wallet of test mode. Promises to pay only test orders of the simulator channel, through the same
 * verbs as a monitor's report; and to answer only log-ons of sessions of that channel. For everything else there is
 * nothing at its addresses.
 */
import { isLooking } from '@/gateway/checkout/looking';
import { chooseLanguage } from '@/gateway/checkout/messages';
import { answerPage } from '@/gateway/page/answer-page';
import type { GatewayRequest } from '@/gateway/request';
import type { PublicRoute } from '@/gateway/route';
import { answerAuthorisation } from '@/gateway/simulator/authorise';
import { drawNoWallet, drawReports, drawWallet, type Wallet } from '@/gateway/simulator/draw-wallet';
import { walletWords } from '@/gateway/simulator/messages';
import {
  findPretendOrder,
  PRETEND_ACTS,
  type PretendOrder,
  pretendPayment,
} from '@/gateway/simulator/pretend-payment';
import { findCredential } from '@/lib/core/merchants';
import { newKey } from '@/lib/platform/ids';

const NOTICE = /^[0-9a-f]{32}$/;

function wordsFor(request: GatewayRequest) {
  return walletWords[chooseLanguage(request.query.get('lang'), request.header('accept-language'))];
}

async function walletOf(request: GatewayRequest, { order, payable }: PretendOrder): Promise<Wallet> {
  const credential = await findCredential(order.merchantId, order.mode);
  return {
    words: wordsFor(request),
    token: order.token,
    merchantName: credential?.merchantName ?? '',
    payable,
    refunded: order.refunded,
    notice: newKey(),
  };
}

async function answerWallet(request: GatewayRequest): Promise<Response> {
  const encoding = request.header('accept-encoding');
  const payerIp = isLooking(request) ? request.clientIp : null;
  const target = await findPretendOrder(request.query.get('id') ?? '', payerIp);
  if (target === null) return answerPage(drawNoWallet(wordsFor(request)), encoding);
  const wallet = await walletOf(request, target);
  if (request.method !== 'POST') return answerPage(drawWallet(wallet), encoding);
  const form = await request.readForm();
  const act = PRETEND_ACTS.find((one) => one === form.get('act'));
  if (act === undefined) return answerPage(drawWallet(wallet), encoding);
  const notice = form.get('notice') ?? '';
  const reports = await pretendPayment(target, act, NOTICE.test(notice) ? notice : newKey());
  return answerPage(drawReports(wallet, reports), encoding);
}

export function simulatorRoutes(): PublicRoute[] {
  return [
    { methods: ['GET', 'POST'], path: '/wallet', handle: answerWallet },
    { methods: ['GET', 'POST'], path: '/wallet/authorise', handle: answerAuthorisation },
  ];
}
