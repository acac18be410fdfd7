import {
  CalendarX2,
  CircleCheck,
  CirclePause,
  CircleSlash,
  Hourglass,
  type LucideIcon,
  Moon,
  PowerOff,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/components/ui/status';
import type { LinkState } from '@/lib/core/quick-pay';

/** Nothing is collected over a link, however active, while the merchant has quick pay closed. */
type ShownState = LinkState | 'not_open';

const LOOKS: Readonly<Record<ShownState, { tone: Tone; icon: LucideIcon }>> = {
  active: { tone: 'accent', icon: CircleCheck },
  disabled: { tone: 'calm', icon: CirclePause },
  expired: { tone: 'calm', icon: CalendarX2 },
  used_up: { tone: 'calm', icon: CircleSlash },
  closed_today: { tone: 'attention', icon: Moon },
  held: { tone: 'attention', icon: Hourglass },
  not_open: { tone: 'attention', icon: PowerOff },
};

export function LinkStatus({ state, isOpen }: { state: LinkState; isOpen: boolean }) {
  const t = useTranslations('quickPay.state');
  const shown: ShownState = state === 'active' && !isOpen ? 'not_open' : state;
  return <Status {...LOOKS[shown]}>{t(shown)}</Status>;
}
