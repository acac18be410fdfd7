/**
 * Where a platform sends the owner of an account after he agreed to be watched: his browser brings the code that the
 * worker exchanges. Promises to keep the code sealed, to take it once, and to show nothing of what came.
 */
import { AddressLimit } from '@/gateway/address-limit';
import { chooseLanguage } from '@/gateway/checkout/messages';
import { answerPage } from '@/gateway/page/answer-page';
import type { GatewayRequest } from '@/gateway/request';
import type { PublicRoute } from '@/gateway/route';
import { drawAnswer } from '@/gateway/session-answer/draw-answer';
import { type AnswerKind, answerWords } from '@/gateway/session-answer/messages';
import { answerLogon } from '@/lib/core/sessions';

const STATE = /^[0-9a-f]{32}$/;
/** Alipay's are 40 characters at most (alipay.open.auth.token.app). */
const CODE = /^[\w.-]{1,128}$/;

/** A state has 128 bits, so this only keeps guessers from costing us anything. */
const ANSWERS_PER_MINUTE = 20;

const answers = new AddressLimit(ANSWERS_PER_MINUTE);

async function take({ query, clientIp }: GatewayRequest): Promise<AnswerKind> {
  if (!(await answers.admits(clientIp, 'session-answer'))) return 'often';
  const state = query.get('state') ?? '';
  const code = query.get('app_auth_code') ?? '';
  if (!STATE.test(state) || !CODE.test(code)) return 'faulty';
  return (await answerLogon(state, code)) ? 'taken' : 'over';
}

async function answer(request: GatewayRequest): Promise<Response> {
  const language = chooseLanguage(request.query.get('lang'), request.header('accept-language'));
  const page = drawAnswer(answerWords[language], await take(request));
  return answerPage(page, request.header('accept-encoding'));
}

export function sessionAnswerRoutes(): PublicRoute[] {
  return [{ methods: ['GET'], path: '/pay/session/answer', handle: answer }];
}
