import type { KeyObject } from 'node:crypto';
import { readPrivateKey, readPublicKey } from '@/lib/channels/alipay-bill/rsa2';
import type { PlatformConfig } from '@/lib/channels/cloud-monitor';
import { isWebAddress, shutPortOf } from '@/lib/platform/web-address';

/** The fields of the operator's configuration, in the order in which they are filled in. */
const FIELDS = ['gatewayUrl', 'authoriseUrl', 'appId', 'privateKey', 'alipayPublicKey'] as const;

/** The platform's own addresses. */
export const PRODUCTION = {
  gatewayUrl: 'https://openapi.alipay.com/gateway.do',
  authoriseUrl: 'https://openauth.alipay.com/oauth2/appToAppAuth.htm',
} as const;

export interface AlipayApp {
  /** Where calls go. */
  readonly gatewayUrl: string;
  /** What an owner scans. */
  readonly authoriseUrl: string;
  readonly appId: string;
  /** The application's own key; its public half is pasted into the platform. */
  readonly privateKey: KeyObject;
  /** The platform's key, not the application's: answers are verified with it. */
  readonly alipayPublicKey: KeyObject;
}

function isUsable(config: PlatformConfig, field: (typeof FIELDS)[number]): boolean {
  const text = config[field] ?? '';
  if (field === 'appId') return /^\d{8,32}$/.test(text);
  if (field === 'privateKey') return readPrivateKey(text) !== null;
  if (field === 'alipayPublicKey') return readPublicKey(text) !== null;
  return isWebAddress(text) && shutPortOf(text) === null;
}

/** The fields that are missing or unusable: no address, no number, no RSA key of 2048 bits. */
export function missingFields(config: PlatformConfig): readonly string[] {
  return FIELDS.filter((field) => !isUsable(config, field));
}

/** Throws when a field is missing; whoever calls has asked `missingFields`. */
export function readApp(config: PlatformConfig): AlipayApp {
  const { gatewayUrl = '', authoriseUrl = '', appId = '' } = config;
  const privateKey = readPrivateKey(config.privateKey ?? '');
  const alipayPublicKey = readPublicKey(config.alipayPublicKey ?? '');
  if (privateKey === null || alipayPublicKey === null || missingFields(config).length > 0) {
    throw new Error(`the platform is not configured: ${missingFields(config).join(', ')}`);
  }
  return { gatewayUrl, authoriseUrl, appId, privateKey, alipayPublicKey };
}
