import { CircleCheck, Lock, type LucideIcon, Package } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/components/ui/status';
import type { CardStatus as Value } from '@/lib/core/catalogue';

const SIGNS: Record<Value, { tone: Tone; icon: LucideIcon }> = {
  unsold: { tone: 'calm', icon: Package },
  locked: { tone: 'accent', icon: Lock },
  sold: { tone: 'received', icon: CircleCheck },
};

export function CardStatus({ status }: { status: Value }) {
  const t = useTranslations('cards');
  const { tone, icon } = SIGNS[status];
  return (
    <Status tone={tone} icon={icon}>
      {t(status)}
    </Status>
  );
}
