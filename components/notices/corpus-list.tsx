import { CircleCheck, CircleOff, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useReasonWords } from '@/components/notices/reason-words';
import { formatMoney } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Slip } from '@/components/ui/slip';
import { Status } from '@/components/ui/status';
import type { CorpusReading } from '@/lib/core/monitoring';

function Became({ entry: { reading, verdict } }: { entry: CorpusReading }) {
  const t = useTranslations('corpus');
  const payType = useTranslations('payType');
  const wordsOf = useReasonWords();
  const became =
    reading.kind === 'read'
      ? `${formatMoney(reading.amount)} · ${payType(reading.rule.type)}`
      : wordsOf(reading.reason);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {verdict === 'right' ? (
        <Status
          tone={reading.kind === 'read' ? 'received' : 'calm'}
          icon={reading.kind === 'read' ? CircleCheck : CircleOff}
        >
          {reading.kind === 'read' ? t('read') : t('unread')}
        </Status>
      ) : (
        <Status tone="loss" icon={TriangleAlert}>
          {t(`verdict.${verdict}`)}
        </Status>
      )}
      <span>{became}</span>
      {reading.rule === null ? null : (
        <span className="text-muted">
          {t('by', { name: reading.rule.name, version: reading.rule.version })}
        </span>
      )}
    </div>
  );
}

function Expected({ entry: { expected, verdict } }: { entry: CorpusReading }) {
  const t = useTranslations('corpus');
  const payType = useTranslations('payType');
  if (verdict === 'right') return null;
  return (
    <p>
      {expected === null
        ? t('expectedNone')
        : t('expected', { amount: formatMoney(expected.amount), type: payType(expected.type) })}
    </p>
  );
}

function Entry({ entry }: { entry: CorpusReading }) {
  const t = useTranslations('corpus');
  return (
    <li className={`space-y-2 py-3 ${entry.verdict === 'right' ? '' : 'border-s-2 border-loss ps-3'}`}>
      <div className="min-w-0">
        <p className="text-xs break-all text-muted">{entry.sender}</p>
        <p className="font-medium break-words">
          {entry.title ?? <span className="text-muted">{t('noTitle')}</span>}
        </p>
        <p className="break-words whitespace-pre-line">{entry.text}</p>
      </div>
      <Became entry={entry} />
      <Expected entry={entry} />
    </li>
  );
}

function Entries({ entries }: { entries: readonly CorpusReading[] }) {
  return (
    <ul className="divide-y divide-line">
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}

function Failures({ entries }: { entries: readonly CorpusReading[] }) {
  const t = useTranslations('corpus');
  const failing = entries.filter(({ verdict }) => verdict !== 'right');
  if (failing.length === 0) return <Notice kind="info" title={t('allRight')} />;
  return (
    <Notice kind="loss" title={t('failing', { count: failing.length })}>
      <p>{t('failingText')}</p>
      <Entries entries={failing} />
    </Notice>
  );
}

/** Every notice of the corpus with the rule that read it; what went wrong stands first. */
export function CorpusList({ entries }: { entries: readonly CorpusReading[] }) {
  const t = useTranslations('corpus');
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return (
    <div className="space-y-6">
      <Failures entries={entries} />
      {kinds.map((kind) => (
        <Slip key={kind} title={t(`kind.${kind}`)} description={t(`kindText.${kind}`)}>
          <Entries entries={entries.filter((entry) => entry.kind === kind)} />
        </Slip>
      ))}
    </div>
  );
}
