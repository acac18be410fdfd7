import { useFormatter, useNow, useTranslations } from 'next-intl';
import { type InboxVerbs, MatchOtherDialog, SetAside } from '@/components/inbox/arrival-dialogs';
import { OutcomeStatus } from '@/components/inbox/outcome-status';
import { SuggestionList } from '@/components/inbox/suggestion-list';
import { formatMoney } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import { PageLink } from '@/components/ui/page-link';
import { RawText } from '@/components/ui/raw-text';
import { Reveal } from '@/components/ui/reveal';
import type { InboxItem, Suggestion } from '@/lib/core/arrivals';

interface InboxListProps {
  rows: readonly InboxItem[];
  suggestions: ReadonlyMap<number, readonly Suggestion[]>;
  verbs: InboxVerbs;
}

const REASONS = ['no_order', 'already_paid', 'ambiguous', 'late_policy', 'time_unclear'] as const;

function Head({ row }: { row: InboxItem }) {
  const t = useTranslations('inbox');
  const type = useTranslations('payType');
  const format = useFormatter();
  const now = useNow();
  const isWaiting = row.outcome === 'unmatched' || row.outcome === 'late';
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0 space-y-1 break-words">
        <OutcomeStatus outcome={row.outcome} />
        <p className="text-xs text-muted">
          {type(row.type)} · {row.accountLabel ?? row.monitorName ?? t('unknownAccount')} · {row.source}
        </p>
      </div>
      <div className="shrink-0 text-end">
        <p className="figures text-lg font-medium">{formatMoney(row.amount)}</p>
        <p className="text-xs text-muted">
          <Moment at={row.paidAt} />
        </p>
        {isWaiting ? (
          <p className="text-xs text-attention">
            {t('age', {
              age: format.relativeTime(row.seenAt, now),
            })}
          </p>
        ) : null}
      </div>
    </div>
  );
}

function Why({ row }: { row: InboxItem }) {
  const t = useTranslations('inbox');
  const reason = REASONS.find((known) => known === row.reason);
  return (
    <div className="space-y-1">
      {reason === undefined ? null : <p>{t(`reason.${reason}`)}</p>}
      {row.note === null ? null : <p className="break-words">{t('decidedBy', { note: row.note })}</p>}
      {row.orderId === null ? null : (
        <p>
          {t('order')}{' '}
          <PageLink href={`/orders/${row.orderId}`} className="figures text-accent hover:underline">
            {row.orderId}
          </PageLink>
        </p>
      )}
    </div>
  );
}

function Item({
  row,
  suggestions,
  verbs,
}: Omit<InboxListProps, 'rows' | 'suggestions'> & {
  row: InboxItem;
  suggestions: readonly Suggestion[];
}) {
  const t = useTranslations('inbox');
  const isWaiting = row.outcome === 'unmatched' || row.outcome === 'late';
  const canMatch = isWaiting || row.outcome === 'duplicate' || row.outcome === 'ignored';
  return (
    <li className="space-y-3 p-4">
      <Head row={row} />
      <Why row={row} />
      {isWaiting ? <SuggestionList arrival={row} suggestions={suggestions} match={verbs.match} /> : null}
      {canMatch ? (
        <div className="flex flex-wrap gap-2">
          <MatchOtherDialog arrivalId={row.id} action={verbs.match} />
          {isWaiting ? <SetAside arrivalId={row.id} verbs={verbs} /> : null}
        </div>
      ) : null}
      <Reveal summary={t('raw')}>
        <RawText label={t('rawOf', { id: row.id })} text={JSON.stringify(row.raw, null, 2)} />
      </Reveal>
    </li>
  );
}

/** Payments with what became of them, and for those that wait what can be done. */
export function InboxList({ rows, suggestions, verbs }: InboxListProps) {
  const t = useTranslations('inbox');
  return (
    <ul aria-label={t('list')} className="divide-y divide-line">
      {rows.map((row) => (
        <Item key={row.id} row={row} suggestions={suggestions.get(row.id) ?? []} verbs={verbs} />
      ))}
    </ul>
  );
}
