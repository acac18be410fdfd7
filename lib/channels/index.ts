import { alipayBill } from './alipay-bill';
import { alipayMonitor } from './alipay-bill/cloud-monitor';
import { adviceOf, type PlatformAdvice } from './alipay-bill/refusals';
import type { Channel } from './channel';
import type { CloudMonitor } from './cloud-monitor';
import { monitoredCode } from './monitored-code';
import { simulator } from './simulator';
import { simulatorMonitor } from './simulator/cloud-monitor';

/** Every way of receiving money. Channels are stateless leaves; an account names the one that it uses. */
export type {
  Channel,
  ChannelDescription,
  CodeJudgement,
  PaymentInstruction,
  PaymentRequest,
  RefundReply,
  RefundRequest,
  Wallet,
} from './channel';
export type {
  Bill,
  BillsReply,
  CloudMonitor,
  Grant,
  GrantRenewal,
  GrantReply,
  PlatformCheck,
  PlatformConfig,
  PlatformRefusal,
  RenewalReply,
  ScanCode,
  UnreadBill,
} from './cloud-monitor';

export { adviceOf, type PlatformAdvice };

export const channels = {
  'alipay-bill': alipayBill,
  'monitored-code': monitoredCode,
  simulator,
} as const satisfies Record<string, Channel>;

export type ChannelId = keyof typeof channels;

export const CHANNEL_IDS = Object.keys(channels) as readonly ChannelId[];

/** Null for a name that no channel has, such as one of an older installation. */
export function channelOf(id: string): Channel | null {
  return Object.hasOwn(channels, id) ? channels[id as ChannelId] : null;
}

const cloudMonitors: Readonly<Partial<Record<ChannelId, CloudMonitor>>> = {
  'alipay-bill': alipayMonitor,
  simulator: simulatorMonitor,
};

/** The channels whose accounts are scanned online. */
export const CLOUD_CHANNEL_IDS = CHANNEL_IDS.filter((id) => cloudMonitors[id] !== undefined);

/** Null for a channel whose accounts nobody scans online. */
export function cloudMonitorOf(id: string): CloudMonitor | null {
  return Object.hasOwn(cloudMonitors, id) ? (cloudMonitors[id as ChannelId] ?? null) : null;
}
