import {
  Ban,
  CircleCheck,
  CircleDashed,
  Clock,
  Hand,
  Hourglass,
  type LucideIcon,
  Scale,
  TimerOff,
  Undo2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/components/ui/status';
import type { Oddity, Order, OrderStatus as State } from '@/lib/core/orders';

const STATES: Record<State, { tone: Tone; icon: LucideIcon }> = {
  created: { tone: 'calm', icon: CircleDashed },
  pending: { tone: 'accent', icon: Hourglass },
  paid: { tone: 'received', icon: CircleCheck },
  expired: { tone: 'calm', icon: TimerOff },
  closed: { tone: 'calm', icon: Ban },
  refunded: { tone: 'calm', icon: Undo2 },
};

const ODDITIES: Record<Oddity, { tone: Tone; icon: LucideIcon }> = {
  late: { tone: 'attention', icon: Clock },
  over: { tone: 'attention', icon: Scale },
  under: { tone: 'attention', icon: Scale },
  manual: { tone: 'calm', icon: Hand },
};

/** The state and whatever was unusual about it. */
export function OrderStatus({ order }: { order: Pick<Order, 'status' | 'oddities' | 'refunded'> }) {
  const state = useTranslations('orderStatus');
  const odd = useTranslations('oddity');
  return (
    <span className="flex flex-wrap gap-1">
      <Status {...STATES[order.status]}>{state(order.status)}</Status>
      {order.status === 'paid' && order.refunded > 0 ? (
        <Status tone="calm" icon={Undo2}>
          {state('partlyRefunded')}
        </Status>
      ) : null}
      {order.oddities.map((oddity) => (
        <Status key={oddity} {...ODDITIES[oddity]}>
          {odd(oddity)}
        </Status>
      ))}
    </span>
  );
}
