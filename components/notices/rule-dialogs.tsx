'use client';

import { Button, Spinner } from '@heroui/react';
import { Pencil, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { type Trial, TrialResult } from '@/components/notices/trial';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FieldErrorsProvider } from '@/components/ui/field-errors';
import { FormDialog } from '@/components/ui/form-dialog';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { NoticeRuleView } from '@/lib/core/monitoring';
import { PAY_TYPES, RULE_VERDICTS } from '@/lib/core/vocabulary';

export interface RuleVerbs {
  readonly save: Action<null>;
  readonly tryDraft: Action<Trial>;
}

/** After the built-in rules, before nothing else. */
const NEW_PRIORITY = '100';

function RuleFields({ rule }: { rule: NoticeRuleView | undefined }) {
  const t = useTranslations('notices');
  const payType = useTranslations('payType');
  return (
    <>
      <Field name="name" label={t('name')} defaultValue={rule?.name ?? ''} autoComplete="off" isRequired />
      <Field
        name="senderPattern"
        label={t('sender')}
        hint={t('senderHint')}
        defaultValue={rule?.senderPattern ?? ''}
        autoComplete="off"
        isRequired
      />
      <Field
        name="titlePattern"
        label={t('titlePattern')}
        hint={t('titleHint')}
        defaultValue={rule?.titlePattern ?? ''}
        autoComplete="off"
      />
      <Field
        name="textPattern"
        label={t('textPattern')}
        hint={t('textHint')}
        defaultValue={rule?.textPattern ?? ''}
        autoComplete="off"
        isMultiline
        isRequired
      />
      <Choice
        name="verdict"
        label={t('verdict')}
        hint={t('verdictHint')}
        options={RULE_VERDICTS.map((id) => ({ id, label: t(`verdictOf.${id}`) }))}
        defaultValue={rule?.verdict ?? 'payment'}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <Choice
          name="type"
          label={t('type')}
          options={PAY_TYPES.map((id) => ({ id, label: payType(id) }))}
          defaultValue={rule?.type ?? 'alipay'}
        />
        <Field
          name="priority"
          label={t('priority')}
          defaultValue={rule === undefined ? NEW_PRIORITY : String(rule.priority)}
          inputMode="numeric"
          autoComplete="off"
          isRequired
        />
        <Choice
          name="isEnabled"
          label={t('state')}
          options={[
            { id: 'on', label: t('on') },
            { id: 'off', label: t('off') },
          ]}
          defaultValue={rule?.isEnabled === false ? 'off' : 'on'}
        />
      </div>
      <p className="text-xs text-muted">
        {t('priorityHint')} {t('syntax')}
      </p>
    </>
  );
}

/** Tries what the fields around it hold, without saving it. */
function DraftTrial({ action }: { action: Action<Trial> }) {
  const t = useTranslations('notices');
  const [trial, setTrial] = useState<Trial | null>(null);
  const { run, isPending, problem, fieldErrors } = useAction(action, setTrial, { refreshes: false });
  const runOver = (form: HTMLFormElement | null) => {
    if (form !== null) run(Object.fromEntries(new FormData(form)));
  };
  return (
    <fieldset className="flex flex-col gap-4 rounded-md border border-line p-4">
      <legend className="px-1">{t('sampleTitle')}</legend>
      <FieldErrorsProvider value={fieldErrors}>
        <Field name="trialSender" label={t('trialSender')} autoComplete="off" />
        <Field name="trialText" label={t('trialText')} autoComplete="off" isMultiline />
        <Field name="trialTitle" label={t('trialTitle')} hint={t('trialTitleHint')} autoComplete="off" />
      </FieldErrorsProvider>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <TrialResult trial={problem === null ? trial : null} />
        <Button
          variant="outline"
          isPending={isPending}
          onPress={({ target }) => runOver(target.closest('form'))}
        >
          {isPending ? <Spinner size="sm" color="current" /> : null}
          {t('runRule')}
        </Button>
      </div>
    </fieldset>
  );
}

interface RuleDialogProps {
  trigger: ReactNode;
  title: string;
  rule?: NoticeRuleView;
  verbs: RuleVerbs;
}

function RuleDialog({ trigger, title, rule, verbs }: RuleDialogProps) {
  const t = useTranslations('notices');
  return (
    <FormDialog
      trigger={trigger}
      title={title}
      action={verbs.save}
      fixed={{ id: rule?.id ?? null, version: rule?.version ?? 0 }}
      submitLabel={rule === undefined ? t('add') : t('save')}
    >
      {rule?.isForgeable ? (
        <Notice kind="attention" title={t('forgeable')}>
          <p>{t('forgeableText')}</p>
        </Notice>
      ) : null}
      <RuleFields rule={rule} />
      <DraftTrial action={verbs.tryDraft} />
    </FormDialog>
  );
}

export function AddRuleDialog({ verbs }: { verbs: RuleVerbs }) {
  const t = useTranslations('notices');
  const trigger = (
    <Button>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return <RuleDialog trigger={trigger} title={t('addTitle')} verbs={verbs} />;
}

export function EditRuleDialog({ rule, verbs }: { rule: NoticeRuleView; verbs: RuleVerbs }) {
  const t = useTranslations('notices');
  const trigger = (
    <Button variant="outline" size="sm" aria-label={`${t('edit')} ${rule.name}`}>
      <Pencil aria-hidden="true" />
      {t('edit')}
    </Button>
  );
  return (
    <RuleDialog trigger={trigger} title={t('editTitle', { name: rule.name })} rule={rule} verbs={verbs} />
  );
}
