import type { Mode, PayType } from '@/lib/core/vocabulary';
import { type Fen, fen } from '@/lib/platform/money';

export const SKINS = [0, 1] as const;
/** 0 简洁, 1 海报. */
export type Skin = (typeof SKINS)[number];

/** A public link that takes many payments. */
export interface Link {
  readonly merchantId: number;
  readonly id: number;
  readonly mode: Mode;
  readonly token: string;
  /** Until when the token before the last rotation leads here too; null when it no longer does. */
  readonly previousTokenUntil: Date | null;
  readonly title: string;
  /** What the buyer is asked to leave, such as 邮箱; empty asks for nothing. */
  readonly contactLabel: string;
  readonly min: Fen | null;
  readonly max: Fen | null;
  /** Amounts offered as buttons. */
  readonly presets: readonly Fen[];
  readonly skin: Skin;
  readonly isDisabled: boolean;
  /** Told to buyers while the link takes nothing; empty leaves it to the page. */
  readonly closedMessage: string;
  readonly expiresAt: Date | null;
  /** How many payments it takes in all. */
  readonly paymentsMax: number | null;
  /** How much it takes on one day of Asia/Shanghai. */
  readonly dailyMax: Fen | null;
  readonly createdAt: Date;
}

/** What a link's orders have taken, and what those that may still be paid hold. */
export interface Usage {
  readonly openCount: number;
  readonly open: Fen;
  readonly paidCount: number;
  /** The prices of what was paid today; a cent more or less that made an amount unique does not count. */
  readonly paidToday: Fen;
}

/**
 * active, or why not: switched off by the merchant, past its end, all payments taken, the day's sum taken, or
 * (`held`) all that is left is held by orders that may still be paid.
 */
export type LinkState = 'active' | 'disabled' | 'expired' | 'used_up' | 'closed_today' | 'held';

type Limits = Pick<Link, 'isDisabled' | 'expiresAt' | 'paymentsMax' | 'dailyMax' | 'min' | 'max'>;

const LEAST = fen(1);

/** What an order may still ask of the day's sum; Infinity without such a limit. */
function leftToday({ dailyMax }: Limits, taken: number): number {
  return dailyMax === null ? Number.POSITIVE_INFINITY : dailyMax - taken;
}

/** The state of a link at one moment of the database's clock. */
export function stateOfLink(link: Limits, usage: Usage, now: Date): LinkState {
  const { isDisabled, expiresAt, min } = link;
  const paymentsMax = link.paymentsMax ?? Number.POSITIVE_INFINITY;
  const { paidCount, openCount, paidToday, open } = usage;
  const least = min ?? LEAST;
  if (isDisabled) return 'disabled';
  if (expiresAt !== null && now.getTime() >= expiresAt.getTime()) return 'expired';
  if (paidCount >= paymentsMax) return 'used_up';
  if (leftToday(link, paidToday) < least) return 'closed_today';
  const isHeld = paidCount + openCount >= paymentsMax || leftToday(link, paidToday + open) < least;
  return isHeld ? 'held' : 'active';
}

export interface AmountRange {
  readonly min: Fen | null;
  readonly max: Fen | null;
}

/** What one payment may come to: the link's own bounds, and what the day's sum has left. */
export function rangeOfLink(link: Limits, { paidToday, open }: Usage): AmountRange {
  const left = leftToday(link, paidToday + open);
  const max = Math.min(link.max ?? Number.POSITIVE_INFINITY, left);
  return { min: link.min, max: Number.isFinite(max) ? fen(Math.max(max, 0)) : null };
}

export function isWithin(amount: Fen, { min, max }: AmountRange): boolean {
  return amount >= (min ?? LEAST) && (max === null || amount <= max);
}

/** A link as a buyer meets it. */
export interface LinkOffer {
  readonly link: Link;
  readonly state: LinkState;
  readonly range: AmountRange;
  /** The ways to pay that have an online account just now. */
  readonly onlineTypes: readonly PayType[];
}

/** A link as its merchant sees it. */
export interface LinkSummary {
  readonly link: Link;
  readonly state: LinkState;
  readonly viewCount: number;
  readonly orderCount: number;
  readonly paidCount: number;
  readonly paid: Fen;
}
