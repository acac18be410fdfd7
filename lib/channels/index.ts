import type { Channel } from './channel';
import { monitoredCode } from './monitored-code';
import { simulator } from './simulator';

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

export const channels = {
  'monitored-code': monitoredCode,
  simulator,
} as const satisfies Record<string, Channel>;

export type ChannelId = keyof typeof channels;

export const CHANNEL_IDS = Object.keys(channels) as readonly ChannelId[];

/** Null for a name that no channel has, such as one of an older installation. */
export function channelOf(id: string): Channel | null {
  return Object.hasOwn(channels, id) ? channels[id as ChannelId] : null;
}
