import {
  BadgeCheck,
  BellRing,
  BookOpen,
  Cloud,
  Coins,
  House,
  Inbox,
  KeyRound,
  Landmark,
  LayoutDashboard,
  Link2,
  ListChecks,
  type LucideIcon,
  Megaphone,
  MessageCircleQuestion,
  MessageSquareText,
  Package,
  PenLine,
  PlugZap,
  Receipt,
  ScrollText,
  Server,
  ShieldCheck,
  Shuffle,
  SlidersHorizontal,
  Store,
  Tags,
  Tickets,
  WalletCards,
} from 'lucide-react';

/** What belongs together beside the page, in this order; `top` has no heading. */
export const GROUPS = [
  'top',
  'payments',
  'cloud',
  'catalogue',
  'collect',
  'billing',
  'developers',
  'account',
  'system',
] as const;

export interface Place {
  readonly href: string;
  readonly key:
    | 'home'
    | 'orders'
    | 'inbox'
    | 'appeals'
    | 'products'
    | 'cards'
    | 'accounts'
    | 'sessions'
    | 'fees'
    | 'plan'
    | 'plans'
    | 'quickPay'
    | 'rules'
    | 'strategy'
    | 'testPayment'
    | 'settings'
    | 'settlements'
    | 'keys'
    | 'docs'
    | 'workbench'
    | 'security'
    | 'callbacks'
    | 'activity'
    | 'audit'
    | 'overview'
    | 'allSessions'
    | 'merchants'
    | 'notices'
    | 'notifications'
    | 'platforms';
  readonly icon: LucideIcon;
  readonly group: (typeof GROUPS)[number];
  /** Found in the bottom bar of a phone, at most four; the others are reached from /more. */
  readonly isPrimary?: true;
}

const SECURITY: Place = { href: '/settings/security', key: 'security', icon: ShieldCheck, group: 'account' };

export const PLACES = {
  merchant: [
    { href: '/', key: 'home', icon: House, group: 'top', isPrimary: true },
    { href: '/orders', key: 'orders', icon: Receipt, group: 'payments', isPrimary: true },
    { href: '/inbox', key: 'inbox', icon: Inbox, group: 'payments' },
    { href: '/appeals', key: 'appeals', icon: MessageCircleQuestion, group: 'payments' },
    { href: '/callbacks', key: 'callbacks', icon: BellRing, group: 'payments' },
    { href: '/settlements', key: 'settlements', icon: Landmark, group: 'payments' },
    { href: '/sessions', key: 'sessions', icon: Cloud, group: 'cloud' },
    { href: '/accounts', key: 'accounts', icon: WalletCards, group: 'cloud', isPrimary: true },
    { href: '/rules', key: 'rules', icon: ListChecks, group: 'cloud' },
    { href: '/strategy', key: 'strategy', icon: Shuffle, group: 'cloud' },
    { href: '/products', key: 'products', icon: Package, group: 'catalogue', isPrimary: true },
    { href: '/cards', key: 'cards', icon: Tickets, group: 'catalogue' },
    { href: '/quick-pay', key: 'quickPay', icon: Link2, group: 'collect' },
    { href: '/test-payment', key: 'testPayment', icon: BadgeCheck, group: 'collect' },
    { href: '/plan', key: 'plan', icon: Tags, group: 'billing' },
    { href: '/settings/keys', key: 'keys', icon: KeyRound, group: 'developers' },
    { href: '/docs', key: 'docs', icon: BookOpen, group: 'developers' },
    { href: '/docs/workbench', key: 'workbench', icon: PenLine, group: 'developers' },
    { href: '/settings', key: 'settings', icon: SlidersHorizontal, group: 'account' },
    { href: '/notifications', key: 'notifications', icon: Megaphone, group: 'account' },
    { href: '/activity', key: 'activity', icon: ScrollText, group: 'account' },
    SECURITY,
  ],
  operator: [
    { href: '/operator', key: 'overview', icon: LayoutDashboard, group: 'top', isPrimary: true },
    { href: '/operator/merchants', key: 'merchants', icon: Store, group: 'top', isPrimary: true },
    { href: '/operator/settlements', key: 'settlements', icon: Landmark, group: 'billing', isPrimary: true },
    { href: '/operator/plans', key: 'plans', icon: Tags, group: 'billing' },
    { href: '/operator/fees', key: 'fees', icon: Coins, group: 'billing' },
    { href: '/operator/notices', key: 'notices', icon: MessageSquareText, group: 'cloud', isPrimary: true },
    { href: '/operator/sessions', key: 'allSessions', icon: Server, group: 'cloud' },
    { href: '/operator/audit', key: 'audit', icon: ScrollText, group: 'system' },
    { href: '/operator/platforms', key: 'platforms', icon: PlugZap, group: 'cloud' },
    { href: '/operator/notifications', key: 'notifications', icon: Megaphone, group: 'system' },
    SECURITY,
  ],
} as const satisfies Record<'merchant' | 'operator', readonly Place[]>;

/** The places of a role, group by group; groups without a place are left out. */
export function groupedPlaces(role: keyof typeof PLACES): { group: Place['group']; places: Place[] }[] {
  const all: readonly Place[] = PLACES[role];
  return GROUPS.map((group) => ({ group, places: all.filter((place) => place.group === group) })).filter(
    ({ places }) => places.length > 0,
  );
}

/** The place that a path belongs to: the longest address that it begins with. */
export function placeOf(path: string, places: readonly Place[]): Place | undefined {
  return places
    .filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
