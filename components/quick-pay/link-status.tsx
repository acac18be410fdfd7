import {
  CalendarX2,
  CircleCheck,
  CirclePause,
  CircleSlash,
  Hourglass,
  type LucideIcon,
  Moon,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/components/ui/status';
import type { LinkState } from '@/lib/core/quick-pay';

const LOOKS: Readonly<Record<LinkState, { tone: Tone; icon: LucideIcon }>> = {
  active: { tone: 'accent', icon: CircleCheck },
  disabled: { tone: 'calm', icon: CirclePause },
  expired: { tone: 'calm', icon: CalendarX2 },
  used_up: { tone: 'calm', icon: CircleSlash },
  closed_today: { tone: 'attention', icon: Moon },
  held: { tone: 'attention', icon: Hourglass },
};

export function LinkStatus({ state }: { state: LinkState }) {
  const t = useTranslations('quickPay.state');
  return <Status {...LOOKS[state]}>{t(state)}</Status>;
}
