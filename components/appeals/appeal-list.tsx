import { CircleCheck, CircleX, Hourglass, type LucideIcon } from 'lucide-react';
import { useFormatter, useNow, useTranslations } from 'next-intl';
import {
  AcceptDialog,
  AcceptWithDialog,
  type AppealVerbs,
  CloseDialog,
  RejectDialog,
} from '@/components/appeals/answer-dialogs';
import { Facts } from '@/components/ui/facts';
import { formatMoney, formatTime } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { Status, type Tone } from '@/components/ui/status';
import type { AppealItem, AppealStatus, Receivable } from '@/lib/core/arrivals';
import type { Fen } from '@/lib/platform/money';

/** After this a waiting buyer counts as kept waiting. */
const OVERDUE_MS = 2 * 3_600_000;

const LOOKS: Record<AppealStatus, { tone: Tone; icon: LucideIcon }> = {
  open: { tone: 'accent', icon: Hourglass },
  accepted: { tone: 'received', icon: CircleCheck },
  rejected: { tone: 'calm', icon: CircleX },
};

interface AppealListProps {
  rows: readonly AppealItem[];
  receivables: ReadonlyMap<number, readonly Receivable[]>;
  verbs: AppealVerbs;
}

function dueOf({ payable, price }: AppealItem): Fen {
  return payable ?? price;
}

function Head({ row }: { row: AppealItem }) {
  const t = useTranslations('appeals');
  const format = useFormatter();
  const now = useNow();
  const isOverdue = row.status === 'open' && now.getTime() - row.createdAt.getTime() > OVERDUE_MS;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Status {...LOOKS[row.status]}>{t(`status.${row.status}`)}</Status>
      {isOverdue ? (
        <Status tone="attention" icon={Hourglass}>
          {t('overdue')}
        </Status>
      ) : null}
      <span className="figures">{t('number', { number: row.id })}</span>
      <span className="text-xs text-muted">{t('age', { age: format.relativeTime(row.createdAt, now) })}</span>
    </div>
  );
}

function Claim({ row }: { row: AppealItem }) {
  const t = useTranslations('appeals');
  const status = useTranslations('orderStatus');
  const type = useTranslations('payType');
  const claimed = { amount: formatMoney(row.amount), time: formatTime(row.paidAt) };
  return (
    <Facts
      facts={[
        {
          label: t('order'),
          value: (
            <span className="min-w-0 break-words">
              <PageLink href={`/orders/${row.orderId}`} className="figures text-accent hover:underline">
                {row.orderId}
              </PageLink>{' '}
              <span className="text-muted">
                {status(row.orderStatus)} · {type(row.type ?? 'open')} · {row.title}
              </span>
            </span>
          ),
        },
        { label: t('due'), value: <span className="figures">{formatMoney(dueOf(row))}</span> },
        { label: t('claim'), value: <span className="figures">{t('claimed', claimed)}</span> },
        ...(row.payer === ''
          ? []
          : [{ label: t('payer'), value: <span className="break-words">{row.payer}</span> }]),
      ]}
    />
  );
}

function Candidates({
  row,
  receivables,
  verbs,
}: {
  row: AppealItem;
  receivables: readonly Receivable[];
  verbs: AppealVerbs;
}) {
  const t = useTranslations('appeals');
  if (receivables.length === 0) return <p className="text-muted">{t('noCandidates')}</p>;
  return (
    <ul aria-label={t('candidates')} className="divide-y divide-line rounded-md border border-line">
      {receivables.map((one) => (
        <li key={one.arrivalId} className="flex flex-wrap items-center justify-between gap-2 p-3">
          <p className="min-w-0">
            <span className="figures me-2 font-medium">{formatMoney(one.amount)}</span>
            <span className="text-xs text-muted">
              <Moment at={one.paidAt} /> · {one.accountLabel ?? t('unknownAccount')} · {one.source}
              {one.isHeldFor ? ` · ${t('heldFor')}` : ''}
            </span>
          </p>
          <AcceptWithDialog
            appealId={row.id}
            arrivalId={one.arrivalId}
            amount={one.amount}
            due={dueOf(row)}
            action={verbs.accept}
          />
        </li>
      ))}
    </ul>
  );
}

function Waiting(props: { row: AppealItem; receivables: readonly Receivable[]; verbs: AppealVerbs }) {
  const { row, verbs } = props;
  const t = useTranslations('appeals');
  if (row.orderStatus === 'paid' || row.orderStatus === 'refunded') {
    return (
      <>
        <Notice kind="info" title={t('paidTitle')}>
          <p>{t('paidText')}</p>
        </Notice>
        <CloseDialog appealId={row.id} action={verbs.accept} />
      </>
    );
  }
  return (
    <>
      <Candidates {...props} />
      <div className="flex flex-wrap gap-2">
        <AcceptDialog appealId={row.id} claimed={row.amount} action={verbs.accept} />
        <RejectDialog appealId={row.id} action={verbs.reject} />
      </div>
    </>
  );
}

function Answered({ row }: { row: AppealItem }) {
  const t = useTranslations('appeals');
  return (
    <p className="break-words text-muted">
      {row.answeredAt === null ? null : <Moment at={row.answeredAt} />}
      {row.answeredBy === 'system' ? ` · ${t('bySystem')}` : null}
      {row.reply === null ? null : ` · ${t('answer', { reply: row.reply })}`}
    </p>
  );
}

/** What buyers say they paid, with the payments that it may be and the two answers. */
export function AppealList({ rows, receivables, verbs }: AppealListProps) {
  const t = useTranslations('appeals');
  return (
    <ul aria-label={t('list')} className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="space-y-3 p-4">
          <Head row={row} />
          <Claim row={row} />
          {row.status === 'open' ? (
            <Waiting row={row} receivables={receivables.get(row.id) ?? []} verbs={verbs} />
          ) : (
            <Answered row={row} />
          )}
        </li>
      ))}
    </ul>
  );
}
