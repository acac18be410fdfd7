import { CircleCheck, CircleDashed, CircleHelp, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MatchDialog } from '@/components/inbox/arrival-dialogs';
import { formatMoney } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import { PageLink } from '@/components/ui/page-link';
import { Status, type Tone } from '@/components/ui/status';
import type { Action } from '@/lib/auth/action-result';
import type { Confidence, InboxItem, Suggestion } from '@/lib/core/arrivals';
import { fen } from '@/lib/platform/money';

const LOOKS: Record<Confidence, { tone: Tone; icon: LucideIcon }> = {
  strong: { tone: 'received', icon: CircleCheck },
  possible: { tone: 'accent', icon: CircleDashed },
  weak: { tone: 'calm', icon: CircleHelp },
};

function Grounds({ suggestion }: { suggestion: Suggestion }) {
  const t = useTranslations('inbox.ground');
  const difference = formatMoney(fen(Math.abs(suggestion.difference)));
  return suggestion.grounds.map((ground) => t(ground, { difference })).join(' · ');
}

interface SuggestionListProps {
  arrival: Pick<InboxItem, 'id' | 'amount'>;
  suggestions: readonly Suggestion[];
  match: Action<null>;
}

/** The orders that a payment may be meant for, the likeliest first, with why. */
export function SuggestionList({ arrival, suggestions, match }: SuggestionListProps) {
  const t = useTranslations('inbox');
  const status = useTranslations('orderStatus');
  if (suggestions.length === 0) return <p className="text-muted">{t('noSuggestion')}</p>;
  return (
    <ul aria-label={t('suggestions')} className="divide-y divide-line rounded-md border border-line">
      {suggestions.map((one) => (
        <li
          key={one.orderId}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 p-3 sm:flex-nowrap"
        >
          <div className="min-w-0 space-y-1">
            <p className="flex flex-wrap items-center gap-2">
              <Status {...LOOKS[one.confidence]}>{t(`confidence.${one.confidence}`)}</Status>
              <PageLink href={`/orders/${one.orderId}`} className="figures text-accent hover:underline">
                {one.orderId}
              </PageLink>
              <span className="figures">{formatMoney(one.payable ?? one.price)}</span>
            </p>
            <p className="text-xs break-words text-muted">
              {status(one.status)} · <Moment at={one.createdAt} /> · {one.outOrderId} · {one.title}
            </p>
            <p className="text-xs">
              <Grounds suggestion={one} />
            </p>
          </div>
          <MatchDialog
            arrivalId={arrival.id}
            amount={arrival.amount}
            orderId={one.orderId}
            due={one.payable ?? one.price}
            action={match}
          />
        </li>
      ))}
    </ul>
  );
}
