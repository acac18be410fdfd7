'use client';

import { Button } from '@heroui/react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { draftOf, type RuleDraft } from '@/components/rules/rule-draft';
import { RuleFields } from '@/components/rules/rule-fields';
import { ActionButton } from '@/components/ui/action-button';
import { ActionForm } from '@/components/ui/action-form';
import { Dialog } from '@/components/ui/dialog';
import type { Action } from '@/lib/auth/action-result';
import type { Rule } from '@/lib/core/accounts';

interface EditorProps {
  rule?: Rule;
  action: Action<null>;
  close: () => void;
}

function Editor({ rule, action, close }: EditorProps) {
  const t = useTranslations('rules');
  const common = useTranslations('common');
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(rule));
  const windows = draft.windows.map(({ from, to }) => ({ from, to }));
  return (
    <ActionForm
      action={action}
      fixed={{ ...draft, windows, ruleId: rule?.id ?? null }}
      onDone={close}
      submitLabel={common('save')}
      secondary={
        <Button variant="outline" onPress={close}>
          {common('cancel')}
        </Button>
      }
    >
      <RuleFields draft={draft} change={(part) => setDraft((before) => ({ ...before, ...part }))} />
      {rule === undefined ? null : (
        <p className="text-muted">
          {rule.accountCount === 0 ? t('impactNone') : t('impact', { count: rule.accountCount })}
        </p>
      )}
    </ActionForm>
  );
}

export function AddRuleDialog({ action }: { action: Action<null> }) {
  const t = useTranslations('rules');
  const trigger = (
    <Button>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t('addTitle')} size="lg">
      {(close) => <Editor action={action} close={close} />}
    </Dialog>
  );
}

export function EditRuleDialog({ rule, action }: { rule: Rule; action: Action<null> }) {
  const t = useTranslations('rules');
  const trigger = (
    <Button variant="outline" size="sm" aria-label={`${t('edit')} ${rule.name}`}>
      <Pencil aria-hidden="true" />
      {t('edit')}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t('editTitle')} size="lg">
      {(close) => <Editor rule={rule} action={action} close={close} />}
    </Dialog>
  );
}

export function RemoveRuleButton({ rule, action }: { rule: Rule; action: Action<null> }) {
  const t = useTranslations('rules');
  const { id: ruleId, name, accountCount: count } = rule;
  return (
    <ActionButton
      action={action}
      input={{ ruleId }}
      label={t('remove')}
      icon={<Trash2 aria-hidden="true" />}
      variant="danger-soft"
      size="sm"
      confirm={{ title: t('removeTitle', { name }), text: t('removeText', { count }) }}
    />
  );
}
