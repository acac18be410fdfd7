'use client';

import { Bot, Mail, Megaphone, MessageSquare, Send, Webhook } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EditTargetDialog, RemoveTargetButton } from '@/components/notifications/target-dialogs';
import type { About } from '@/components/notifications/target-fields';
import { TestButton, type TestResult } from '@/components/notifications/test-button';
import { EmptyState } from '@/components/ui/empty-state';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { SwitchRow } from '@/components/ui/switch-row';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { TargetView } from '@/lib/core/notifications';

export interface TargetVerbs {
  readonly save: Action<null>;
  /** Takes `{ targetId, isEnabled }`. */
  readonly turn: Action<null>;
  readonly drop: Action<null>;
  readonly test: Action<TestResult>;
}

const SIGNS = {
  mail: Mail,
  webhook: Webhook,
  wecom: Bot,
  dingtalk: Bot,
  feishu: MessageSquare,
  telegram: Send,
} as const;

interface TargetCardProps {
  target: TargetView;
  about: About;
  verbs: TargetVerbs;
}

function TargetCard({ target, about, verbs }: TargetCardProps) {
  const t = useTranslations('notifications');
  const { targetId, kind, label, shown, events, isEnabled, lastSentAt, lastFailure, waiting } = target;
  const { run, isPending, problem } = useAction(verbs.turn);
  const Sign = SIGNS[kind];
  return (
    <li className="slip flex flex-col gap-4 p-4">
      <div className="flex items-start gap-3">
        <Sign size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-muted" />
        <div className="min-w-0">
          <h2 className="truncate text-base">{label}</h2>
          <p className="break-all text-muted">{[t(`kind.${kind}`), ...Object.values(shown)].join(' · ')}</p>
        </div>
      </div>
      <p>{events.map((event) => t(`event.${event}`)).join(t('glue'))}</p>
      <p className="figures text-muted">
        {lastSentAt === null ? t('neverSent') : t('lastSent')}{' '}
        {lastSentAt === null ? null : <Moment at={lastSentAt} />}
        {waiting === 0 ? null : ` · ${t('waiting', { count: waiting })}`}
      </p>
      {lastFailure === null ? null : (
        <Notice kind="attention" title={t('lastFailure')}>
          <code className="font-mono text-xs break-all">{lastFailure}</code>
        </Notice>
      )}
      <SwitchRow
        label={t('enabled')}
        isOn={isEnabled}
        isDisabled={isPending}
        onChange={(isOn) => run({ targetId, isEnabled: isOn })}
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <TestButton label={label} input={{ targetId }} action={verbs.test} />
      <div className="mt-auto flex flex-wrap justify-end gap-2 border-t border-line pt-4">
        <EditTargetDialog about={about} target={target} action={verbs.save} />
        <RemoveTargetButton target={target} action={verbs.drop} />
      </div>
    </li>
  );
}

/** Each target with what it hears, how the last sending went, and a test. */
export function TargetList({
  targets,
  ...rest
}: Omit<TargetCardProps, 'target'> & { targets: readonly TargetView[] }) {
  const t = useTranslations('notifications');
  if (targets.length === 0) {
    return (
      <div className="slip">
        <EmptyState icon={Megaphone} title={t('emptyTitle')} hint={t('emptyHint')} />
      </div>
    );
  }
  return (
    <ul className="grid grid-cols-1 gap-4 md:grid-cols-2 2xl:grid-cols-3">
      {targets.map((target) => (
        <TargetCard key={target.targetId} target={target} {...rest} />
      ))}
    </ul>
  );
}
