import { z } from 'zod';
import { accountCodeOf } from '@/lib/channels/alipay-bill/account-code';
import type { AlipayApp } from '@/lib/channels/alipay-bill/config';
import { callGateway, type GatewayReply, PlatformSilent } from '@/lib/channels/alipay-bill/gateway';
import { adviceOf } from '@/lib/channels/alipay-bill/refusals';
import type { GrantReply, PlatformCheck, RenewalReply } from '@/lib/channels/cloud-monitor';
import type { HttpClient } from '@/lib/platform/http';

/** A tenth of its life is left when a token is renewed. */
const RENEW_AT = 0.9;

const seconds = z.coerce.number().int().positive();

const tokenShape = z.object({
  app_auth_token: z.string().min(1),
  app_refresh_token: z.string().min(1),
  user_id: z.string().min(1),
  expires_in: seconds,
});

const heldShape = z.object({ token: z.string(), refreshToken: z.string(), renewAtMs: z.number() });

/** What the core keeps for us, sealed, as text. */
export type HeldGrant = z.infer<typeof heldShape>;

export function readGrant(text: string): HeldGrant {
  return heldShape.parse(JSON.parse(text));
}

type Token = z.output<typeof tokenShape>;

/** Newer answers carry the token in a list beside the single fields; the first is the one that was asked for. */
function tokenOf(content: Readonly<Record<string, unknown>>): Token {
  const listed = Array.isArray(content.tokens) ? content.tokens[0] : null;
  const token = tokenShape.safeParse({ ...listed, ...content });
  if (!token.success) throw new PlatformSilent('the token has another form than documented');
  return token.data;
}

function heldText({ app_auth_token, app_refresh_token, expires_in }: Token): string {
  const held: HeldGrant = {
    token: app_auth_token,
    refreshToken: app_refresh_token,
    renewAtMs: Date.now() + expires_in * RENEW_AT * 1000,
  };
  return JSON.stringify(held);
}

function masked(userId: string): string {
  return `${userId.slice(0, 4)}****${userId.slice(-4)}`;
}

function askToken(
  client: HttpClient,
  app: AlipayApp,
  content: Record<string, string>,
): Promise<GatewayReply> {
  return callGateway(client, app, { method: 'alipay.open.auth.token.app', content, appAuthToken: null });
}

/** Turns the code that a scan answered into a token; each code serves once, within a day. */
export async function exchangeCode(client: HttpClient, app: AlipayApp, code: string): Promise<GrantReply> {
  const reply = await askToken(client, app, { grant_type: 'authorization_code', code });
  if (!reply.isDone) return { ...reply, isGranted: false };
  const token = tokenOf(reply.content);
  return {
    isGranted: true,
    grant: {
      ownerId: token.user_id,
      ownerLabel: masked(token.user_id),
      grant: heldText(token),
      expiresInSeconds: token.expires_in,
      accountCode: accountCodeOf(token.user_id),
    },
  };
}

/** The old token serves ten more minutes, so that a renewal which a crash forgot ends nothing. */
export async function renewToken(client: HttpClient, app: AlipayApp, text: string): Promise<RenewalReply> {
  const { refreshToken } = readGrant(text);
  const reply = await askToken(client, app, { grant_type: 'refresh_token', refresh_token: refreshToken });
  if (!reply.isDone) return { ...reply, isRenewed: false, isGrantOver: reply.isFinal };
  const token = tokenOf(reply.content);
  return { isRenewed: true, grant: heldText(token), expiresInSeconds: token.expires_in };
}

/** Asks with a code that nobody was given: a signed refusal of it shows that both sides know each other's keys. */
export async function checkApp(client: HttpClient, app: AlipayApp): Promise<PlatformCheck> {
  const reply = await askToken(client, app, { grant_type: 'authorization_code', code: 'matou-check' });
  if (reply.isDone) return { isTrusted: true, reason: '', isOverLimit: false };
  const { reason, isOverLimit = false } = reply;
  return { isTrusted: reply.isFinal && adviceOf(reason) === null, reason, isOverLimit };
}
