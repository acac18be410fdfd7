import { CircleCheck, CircleDashed, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { StageName, StageState } from '@/components/test-payment/stages';

const SIGNS: Record<StageState, { icon: LucideIcon; tone: string }> = {
  done: { icon: CircleCheck, tone: 'text-received' },
  waiting: { icon: LoaderCircle, tone: 'text-accent' },
  failed: { icon: CircleX, tone: 'text-loss' },
  idle: { icon: CircleDashed, tone: 'text-muted' },
};

interface StageProps {
  name: StageName;
  state: StageState;
  isLast?: boolean;
  children?: ReactNode;
}

/** One step of a payment: how it fares in sign and word, and what it says. */
export function Stage({ name, state, isLast = false, children }: StageProps) {
  const t = useTranslations('testPayment');
  const { icon: Icon, tone } = SIGNS[state];
  return (
    <li className="relative flex gap-3 pb-6 last:pb-0">
      {isLast ? null : (
        <span aria-hidden="true" className="absolute start-[11px] top-8 bottom-0 w-px bg-line" />
      )}
      <Icon size={24} aria-hidden="true" className={`shrink-0 ${tone}`} />
      <div className="min-w-0 flex-1">
        <h2 className="text-base">
          {t(`stage.${name}`)} <span className={`text-xs font-normal ${tone}`}>{t(`state.${state}`)}</span>
        </h2>
        {children}
      </div>
    </li>
  );
}
