import {
  BookOpen,
  House,
  KeyRound,
  Landmark,
  Link2,
  type LucideIcon,
  MessageSquareText,
  Package,
  PenLine,
  Receipt,
  ShieldCheck,
  SlidersHorizontal,
  Store,
  Tickets,
  WalletCards,
} from 'lucide-react';

export interface Place {
  readonly href: string;
  readonly key:
    | 'home'
    | 'orders'
    | 'products'
    | 'cards'
    | 'accounts'
    | 'quickPay'
    | 'settings'
    | 'settlements'
    | 'keys'
    | 'docs'
    | 'workbench'
    | 'security'
    | 'merchants'
    | 'notices';
  readonly icon: LucideIcon;
  /** Found in the bottom bar of a phone; the others are reached from the settings. */
  readonly isPrimary: boolean;
}

const SECURITY: Place = { href: '/settings/security', key: 'security', icon: ShieldCheck, isPrimary: false };

export const PLACES = {
  merchant: [
    { href: '/', key: 'home', icon: House, isPrimary: true },
    { href: '/orders', key: 'orders', icon: Receipt, isPrimary: true },
    { href: '/products', key: 'products', icon: Package, isPrimary: true },
    { href: '/cards', key: 'cards', icon: Tickets, isPrimary: false },
    { href: '/accounts', key: 'accounts', icon: WalletCards, isPrimary: true },
    { href: '/quick-pay', key: 'quickPay', icon: Link2, isPrimary: false },
    { href: '/settlements', key: 'settlements', icon: Landmark, isPrimary: false },
    { href: '/settings', key: 'settings', icon: SlidersHorizontal, isPrimary: true },
    { href: '/settings/keys', key: 'keys', icon: KeyRound, isPrimary: false },
    { href: '/docs', key: 'docs', icon: BookOpen, isPrimary: false },
    { href: '/docs/workbench', key: 'workbench', icon: PenLine, isPrimary: false },
    SECURITY,
  ],
  operator: [
    { href: '/operator/merchants', key: 'merchants', icon: Store, isPrimary: true },
    { href: '/operator/settlements', key: 'settlements', icon: Landmark, isPrimary: true },
    { href: '/operator/notices', key: 'notices', icon: MessageSquareText, isPrimary: true },
    { ...SECURITY, isPrimary: true },
  ],
} as const satisfies Record<'merchant' | 'operator', readonly Place[]>;

/** The place that a path belongs to: the longest address that it begins with. */
export function placeOf(path: string, places: readonly Place[]): Place | undefined {
  return places
    .filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
