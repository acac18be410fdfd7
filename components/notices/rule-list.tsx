import { CircleCheck, CirclePause } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EditRuleDialog, type RuleVerbs } from '@/components/notices/rule-dialogs';
import { type Fact, Facts } from '@/components/ui/facts';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { Reveal } from '@/components/ui/reveal';
import { Status } from '@/components/ui/status';
import type { NoticeRuleView, RuleVersion } from '@/lib/core/monitoring';

function RuleState({ isEnabled }: { isEnabled: boolean }) {
  const t = useTranslations('notices');
  return isEnabled ? (
    <Status tone="calm" icon={CircleCheck}>
      {t('on')}
    </Status>
  ) : (
    <Status tone="attention" icon={CirclePause}>
      {t('off')}
    </Status>
  );
}

function Pattern({ text }: { text: string }) {
  return <code className="font-mono text-xs break-all">{text}</code>;
}

function usePatternFacts() {
  const t = useTranslations('notices');
  const payType = useTranslations('payType');
  return (rule: RuleVersion): Fact[] => [
    { label: t('sender'), value: <Pattern text={rule.senderPattern} /> },
    ...(rule.titlePattern === ''
      ? []
      : [{ label: t('titlePattern'), value: <Pattern text={rule.titlePattern} /> }]),
    { label: t('textPattern'), value: <Pattern text={rule.textPattern} /> },
    rule.verdict === 'never'
      ? { label: t('verdict'), value: t('verdictOf.never') }
      : { label: t('type'), value: payType(rule.type) },
    { label: t('priority'), value: <span className="figures">{rule.priority}</span> },
  ];
}

function VersionLine({ rule }: { rule: RuleVersion }) {
  const t = useTranslations('notices');
  return (
    <p className="text-xs text-muted">
      {rule.version === 0 ? t('builtIn') : t('version', { version: rule.version })}
      {' · '}
      {rule.changedBy === null ? t('product') : rule.changedBy}
      {rule.changedAt === null ? null : (
        <>
          {' · '}
          <Moment at={rule.changedAt} />
        </>
      )}
    </p>
  );
}

function Earlier({ versions }: { versions: readonly RuleVersion[] }) {
  const t = useTranslations('notices');
  const factsOf = usePatternFacts();
  if (versions.length === 0) return null;
  return (
    <Reveal summary={t('versions', { count: versions.length })}>
      <ol className="divide-y divide-line">
        {versions.map((version) => (
          <li key={version.version} className="space-y-1 py-2">
            <VersionLine rule={version} />
            <Facts facts={factsOf(version)} />
          </li>
        ))}
      </ol>
    </Reveal>
  );
}

/** Every rule in the order in which they are tried. */
export function RuleList({ rules, verbs }: { rules: readonly NoticeRuleView[]; verbs: RuleVerbs }) {
  const t = useTranslations('notices');
  const factsOf = usePatternFacts();
  return (
    <ol aria-label={t('rules')} className="grid gap-4 lg:grid-cols-2">
      {rules.map((rule) => (
        <li key={rule.id} className="slip flex flex-col gap-3 p-4">
          <div className="flex items-start justify-between gap-4">
            <div className="min-w-0">
              <h2 className="truncate text-base">{rule.name}</h2>
              <VersionLine rule={rule} />
            </div>
            <RuleState isEnabled={rule.isEnabled} />
          </div>
          {rule.isForgeable ? (
            <Notice kind="attention" title={t('forgeable')}>
              <p>{t('forgeableText')}</p>
            </Notice>
          ) : null}
          <Facts facts={factsOf(rule)} />
          <Earlier versions={rule.earlier} />
          <div className="mt-auto flex justify-end border-t border-line pt-4">
            <EditRuleDialog rule={rule} verbs={verbs} />
          </div>
        </li>
      ))}
    </ol>
  );
}
