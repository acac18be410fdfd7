import { type Device, HOME_WALLET } from '@/gateway/checkout/device';
import type { PaymentInstruction, Wallet } from '@/lib/channels';

/** How the buyer gets from this page to paying, in the browser that he has. */
export type Guidance =
  /** Another screen shows the code; the wallet's scanner reads it. */
  | { readonly way: 'scan' }
  /** A button opens the wallet from an ordinary phone browser. */
  | { readonly way: 'open_app'; readonly href: string }
  /** The wallet's own browser: the code's page is one tap away. */
  | { readonly way: 'open_here'; readonly href: string }
  /** Press the picture long. */
  | { readonly way: 'long_press' }
  /** Save the picture, let the wallet's scanner take it from the album. */
  | { readonly way: 'album' }
  /** This browser cannot reach the wallet: open the page in the phone's browser. */
  | { readonly way: 'leave_browser' }
  /** Only a second device can scan this code. */
  | { readonly way: 'second_device' }
  /** Test mode: the pretend wallet is an ordinary page. */
  | { readonly way: 'simulate'; readonly href: string };

function inWallet(instruction: PaymentInstruction): Guidance {
  const { qrText, allowsLongPress } = instruction;
  if (allowsLongPress) return { way: 'long_press' };
  if (instruction.appLink !== null && qrText.startsWith('https://'))
    return { way: 'open_here', href: qrText };
  return { way: 'second_device' };
}

/** The way that fits the browser; `isTest` stands for the pretend wallet. */
export function guide(
  device: Device,
  wallet: Wallet,
  instruction: PaymentInstruction,
  isTest: boolean,
): Guidance {
  if (isTest && instruction.appLink !== null) return { way: 'simulate', href: instruction.appLink };
  if (device === 'pc') return { way: 'scan' };
  if (HOME_WALLET[device] === wallet) return inWallet(instruction);
  if (device !== 'phone') return { way: 'leave_browser' };
  if (instruction.appLink !== null) return { way: 'open_app', href: instruction.appLink };
  return instruction.allowsAlbum ? { way: 'album' } : { way: 'second_device' };
}
