import { CircleCheck, CircleHelp, Clock, Copy, EyeOff, Hourglass, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/components/ui/status';
import type { ArrivalOutcome } from '@/lib/core/arrivals';

const LOOKS: Record<ArrivalOutcome, { tone: Tone; icon: LucideIcon }> = {
  matched: { tone: 'received', icon: CircleCheck },
  late: { tone: 'attention', icon: Clock },
  unmatched: { tone: 'attention', icon: CircleHelp },
  duplicate: { tone: 'calm', icon: Copy },
  ignored: { tone: 'calm', icon: EyeOff },
};

/** What became of a payment; null is not decided yet. */
export function OutcomeStatus({ outcome }: { outcome: ArrivalOutcome | null }) {
  const t = useTranslations('inbox.outcome');
  const look = outcome === null ? ({ tone: 'calm', icon: Hourglass } as const) : LOOKS[outcome];
  return <Status {...look}>{t(outcome ?? 'undecided')}</Status>;
}
