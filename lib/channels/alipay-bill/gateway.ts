import { z } from 'zod';
import type { AlipayApp } from '@/lib/channels/alipay-bill/config';
import { rawMembers } from '@/lib/channels/alipay-bill/raw-members';
import { type JudgedRefusal, judgeRefusal } from '@/lib/channels/alipay-bill/refusals';
import { isSignedRsa2, signingText, signRsa2 } from '@/lib/channels/alipay-bill/rsa2';
import { writeShanghaiTime } from '@/lib/channels/alipay-bill/shanghai-time';
import type { HttpClient } from '@/lib/platform/http';

export type Method = 'alipay.open.auth.token.app' | 'alipay.data.bill.accountlog.query';

export interface Call {
  readonly method: Method;
  readonly content: Readonly<Record<string, string>>;
  /** On whose behalf; null for calls of the application itself. */
  readonly appAuthToken: string | null;
}

export type GatewayReply =
  | { readonly isDone: true; readonly content: Readonly<Record<string, unknown>> }
  | ({ readonly isDone: false } & JudgedRefusal);

const SUCCESS = '10000';

const answerShape = z.looseObject({
  code: z.string(),
  msg: z.string().default(''),
  sub_code: z.string().default(''),
  sub_msg: z.string().default(''),
});

/** No answer of the platform that can be trusted: whether it did what it was asked is not known. */
export class PlatformSilent extends Error {}

function signedAddress(app: AlipayApp, call: Call, bizContent: string): string {
  const params = {
    app_id: app.appId,
    method: call.method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: writeShanghaiTime(new Date()),
    version: '1.0',
    ...(call.appAuthToken === null ? {} : { app_auth_token: call.appAuthToken }),
  };
  const sign = signRsa2(signingText({ ...params, biz_content: bizContent }), app.privateKey);
  const address = new URL(app.gatewayUrl);
  for (const [name, value] of Object.entries({ ...params, sign })) address.searchParams.set(name, value);
  return address.toString();
}

function refusalOf(answer: z.output<typeof answerShape>, isSigned: boolean): GatewayReply {
  const { code, msg, sub_code, sub_msg } = answer;
  return {
    isDone: false,
    ...judgeRefusal({ code: sub_code || code, words: sub_msg || msg, group: code, isSigned }),
  };
}

/**
 * Reads what the gateway answered. Errors from before it knew who asks come without a signature: their words are shown,
 * but nothing is concluded from them. Throws PlatformSilent for a success without a signature, and for any signature
 * that is not over the very text that came.
 */
export function readAnswer(app: AlipayApp, method: Method, body: string): GatewayReply {
  const members = rawMembers(body);
  const raw = members?.get(`${method.replaceAll('.', '_')}_response`) ?? members?.get('error_response');
  const answer = answerShape.safeParse(raw === undefined ? undefined : JSON.parse(raw));
  if (members == null || raw === undefined || !answer.success) {
    throw new PlatformSilent('the platform answered something that is no answer to this call');
  }
  const signature = members.get('sign');
  if (signature === undefined) {
    if (answer.data.code === SUCCESS) throw new PlatformSilent('the answer of the platform is not signed');
    return refusalOf(answer.data, false);
  }
  if (!isSignedRsa2(raw, String(JSON.parse(signature)), app.alipayPublicKey)) {
    throw new PlatformSilent(
      'the signature of the answer is not by the Alipay public key that is configured',
    );
  }
  return answer.data.code === SUCCESS ? { isDone: true, content: answer.data } : refusalOf(answer.data, true);
}

/** One signed call (gateway v2). Throws PlatformSilent when no answer came that can be trusted. */
export async function callGateway(client: HttpClient, app: AlipayApp, call: Call): Promise<GatewayReply> {
  const bizContent = JSON.stringify(call.content);
  const result = await client.send({
    method: 'POST',
    url: signedAddress(app, call, bizContent),
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams({ biz_content: bizContent }).toString(),
  });
  if (result.kind === 'no_answer') throw new PlatformSilent(`${result.failure}: ${result.detail}`);
  if (result.isCut) throw new PlatformSilent('the answer of the platform is too long');
  if (result.status !== 200) throw new PlatformSilent(`the platform answered HTTP ${result.status}`);
  return readAnswer(app, call.method, result.body.toString('utf8'));
}
