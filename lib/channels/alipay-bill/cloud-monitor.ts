import { missingFields, PRODUCTION, readApp } from '@/lib/channels/alipay-bill/config';
import { checkApp, exchangeCode, readGrant, renewToken } from '@/lib/channels/alipay-bill/grant';
import { readAllBills } from '@/lib/channels/alipay-bill/read-bills';
import { makePrivateKey, publicHalfOf } from '@/lib/channels/alipay-bill/rsa2';
import type { CloudMonitor } from '@/lib/channels/cloud-monitor';
import { callbackPolicy, createHttpClient, type HttpClient } from '@/lib/platform/http';

/** A page of 2,000 entries is about 1.5 MB. */
const ANSWER_MAX_BYTES = 8 * 1024 * 1024;
const TIMEOUT_MS = 10_000;

/** The address itself never ends; a fresh code invites nobody to come back to an old page. */
const CODE_SECONDS = 300;

/** How the operator's application watches the accounts of owners who authorised it (gateway v2, RSA2). */
export function alipayBillMonitor(client: HttpClient): CloudMonitor {
  return {
    describe: () => ({ setting: 'alipay', usual: PRODUCTION, wallets: ['alipay'] }),
    missing: missingFields,
    prepare: async (config, { state, answerUrl }) => {
      const app = readApp(config);
      const address = new URL(app.authoriseUrl);
      address.searchParams.set('app_id', app.appId);
      address.searchParams.set('redirect_uri', answerUrl);
      address.searchParams.set('state', state);
      return { text: address.toString(), expiresInSeconds: CODE_SECONDS };
    },
    exchange: async (config, answer) => exchangeCode(client, readApp(config), answer),
    readBills: async (config, grant, window, beforeCall) => {
      const { token } = readGrant(grant);
      return readAllBills(client, readApp(config), { appAuthToken: token, window, beforeCall });
    },
    renewal: {
      dueAt: (grant) => new Date(readGrant(grant).renewAtMs),
      renew: async (config, grant) => renewToken(client, readApp(config), grant),
    },
    keys: { makePrivateKey, publicHalfOf, check: async (config) => checkApp(client, readApp(config)) },
  };
}

/**
 * The platform's address is the operator's word, yet the admin is not the machine: like every address that is typed
 * there it reaches private ranges only where MATOU_CALLBACK_ALLOW_CIDRS opens them, and this product never.
 */
export const alipayMonitor = alipayBillMonitor(
  createHttpClient({
    policy: callbackPolicy(),
    totalTimeoutMs: TIMEOUT_MS,
    maxBodyBytes: ANSWER_MAX_BYTES,
  }),
);
