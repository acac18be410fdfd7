import { useMessages, useTranslations } from 'next-intl';
import { describeValue } from '@/components/audit/describe-value';
import { Moment } from '@/components/ui/moment';
import { PageLink } from '@/components/ui/page-link';
import type { AuditData, AuditEntry } from '@/lib/core/audit';

const KNOWN_ACTORS = { cli: 'cli', worker: 'worker', system: 'system', merchant: 'merchantServer' } as const;

function useActor() {
  const t = useTranslations('audit');
  return ({ actor, actorEmail, actorRole }: AuditEntry) => {
    if (actorEmail !== null) return actorEmail;
    if (actorRole === 'operator') return t('operator');
    const known = KNOWN_ACTORS[actor as keyof typeof KNOWN_ACTORS];
    return known === undefined ? actor : t(known);
  };
}

/** The deed in the reader's words; one that has none is told by its name. */
function useDeed() {
  const t = useTranslations('audit');
  return (action: string) => {
    const key = `action.${action.replace('.', '_')}` as Parameters<typeof t.has>[0];
    return t.has(key) ? t(key as 'action.login_succeeded') : action;
  };
}

/** The name of a detail in the reader's words; `x.from` and `x.to` are what x was and is. One without words stays as it is. */
function useDetail() {
  const t = useTranslations('audit');
  return (name: string) => {
    const [field = '', side] = name.split('.');
    const key = `detail.${field}` as Parameters<typeof t.has>[0];
    const word = t.has(key) ? t(key as 'detail.name') : field;
    return side === 'from' ? `${word} ${t('was')}` : side === 'to' ? `${word} ${t('isNow')}` : word;
  };
}

function Details({ data }: { data: AuditData }) {
  const nameOf = useDetail();
  const words = useMessages();
  // What a thing was and is stand side by side.
  const entries = Object.entries(data).sort(([left], [right]) => (left < right ? -1 : 1));
  if (entries.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {entries.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-1">
          <dt className="shrink-0 text-muted">{nameOf(name)}</dt>
          <dd className="min-w-0 break-all">{describeValue(name.split('.')[0] ?? name, value, words)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface AuditListProps {
  rows: readonly AuditEntry[];
  /** The operator's list names the merchants and leads to them. */
  isForOperator?: boolean;
}

export function AuditList({ rows, isForOperator = false }: AuditListProps) {
  const t = useTranslations('audit');
  const actorOf = useActor();
  const deedOf = useDeed();
  return (
    <ol aria-label={t('table')} className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="space-y-1 px-4 py-3 sm:px-6">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <p className="font-medium break-words">
              {deedOf(row.action)}
              <span className="ms-2 font-mono text-xs font-normal break-all text-muted">{row.subject}</span>
            </p>
            <p className="figures text-xs text-muted">
              {isForOperator ? <span className="me-2">#{row.id}</span> : null}
              <Moment at={row.at} />
            </p>
          </div>
          <p className="flex flex-wrap gap-x-4 text-xs text-muted">
            <span className="break-all">
              {t('by')} {actorOf(row)}
              {row.onBehalfOf === null
                ? null
                : ` (${t('onBehalf', { merchant: row.merchantName ?? row.onBehalfOf })})`}
            </span>
            {isForOperator && row.merchantId !== null ? (
              <PageLink
                href={`/operator/merchants/${row.merchantId}`}
                className="text-accent hover:underline"
              >
                {row.merchantName ?? row.merchantId}
              </PageLink>
            ) : null}
            {row.ip === null ? null : (
              <span className="figures">
                {t('ip')} {row.ip}
              </span>
            )}
          </p>
          <Details data={row.data} />
        </li>
      ))}
    </ol>
  );
}
