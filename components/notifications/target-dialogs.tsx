'use client';

import { Button } from '@heroui/react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type About, TargetFields } from '@/components/notifications/target-fields';
import { ActionButton } from '@/components/ui/action-button';
import { ActionForm } from '@/components/ui/action-form';
import { Dialog } from '@/components/ui/dialog';
import type { Action } from '@/lib/auth/action-result';
import type { TargetView } from '@/lib/core/notifications';
import type { NotificationEvent, NotifierKind } from '@/lib/core/vocabulary';

interface EditorProps {
  about: About;
  target?: TargetView;
  action: Action<null>;
  close: () => void;
}

function Editor({ about, target, action, close }: EditorProps) {
  const common = useTranslations('common');
  const [kind, setKind] = useState<NotifierKind>(target?.kind ?? 'mail');
  const [events, setEvents] = useState<readonly NotificationEvent[]>(target?.events ?? about.events);
  return (
    <ActionForm
      action={action}
      fixed={{ targetId: target?.targetId ?? null, kind, events }}
      onDone={close}
      submitLabel={common('save')}
      secondary={
        <Button variant="outline" onPress={close}>
          {common('cancel')}
        </Button>
      }
    >
      <TargetFields
        about={about}
        kind={kind}
        chooseKind={setKind}
        events={events}
        chooseEvents={setEvents}
        {...(target === undefined ? {} : { target })}
      />
    </ActionForm>
  );
}

export function AddTargetDialog({ about, action }: { about: About; action: Action<null> }) {
  const t = useTranslations('notifications');
  const trigger = (
    <Button>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t('addTitle')} size="lg">
      {(close) => <Editor about={about} action={action} close={close} />}
    </Dialog>
  );
}

interface TargetVerbProps {
  target: TargetView;
  action: Action<null>;
}

export function EditTargetDialog({ about, target, action }: TargetVerbProps & { about: About }) {
  const t = useTranslations('notifications');
  const trigger = (
    <Button variant="outline" size="sm" aria-label={`${t('edit')} ${target.label}`}>
      <Pencil aria-hidden="true" />
      {t('edit')}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t('editTitle')} size="lg">
      {(close) => <Editor about={about} target={target} action={action} close={close} />}
    </Dialog>
  );
}

export function RemoveTargetButton({ target, action }: TargetVerbProps) {
  const t = useTranslations('notifications');
  const { targetId, label } = target;
  return (
    <ActionButton
      action={action}
      input={{ targetId }}
      label={t('remove')}
      icon={<Trash2 aria-hidden="true" />}
      variant="danger-soft"
      size="sm"
      confirm={{ title: t('removeTitle', { label }), text: t('removeText') }}
    />
  );
}
