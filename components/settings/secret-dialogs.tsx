'use client';

import { Button } from '@heroui/react';
import { Eye, RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SecretList } from '@/components/settings/secret-list';
import { ActionForm } from '@/components/ui/action-form';
import { Choice } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { Action } from '@/lib/auth/action-result';
import type { Secrets } from '@/lib/core/merchants';
import type { Mode } from '@/lib/core/vocabulary';

interface SecretDialogProps {
  mode: Mode;
  action: Action<Secrets>;
}

function Shown({ secrets, close }: { secrets: Secrets; close: () => void }) {
  const t = useTranslations('keys');
  return (
    <div className="flex flex-col gap-4">
      <Notice kind="attention" role="status">
        <p>{t('shownOnce')}</p>
      </Notice>
      <SecretList
        lines={[
          { label: t('appsecret'), text: secrets.appsecret },
          { label: t('epayKey'), text: secrets.epayKey },
          { label: t('vmqKey'), text: secrets.vmqKey },
        ]}
      />
      <Button className="self-end" onPress={close}>
        {t('savedThem')}
      </Button>
    </div>
  );
}

function PasswordField() {
  const t = useTranslations('keys');
  return (
    <Field
      name="password"
      type="password"
      label={t('password')}
      hint={t('passwordHint')}
      autoComplete="current-password"
      isRequired
    />
  );
}

function Asked({
  mode,
  action,
  close,
  kind,
}: SecretDialogProps & { close: () => void; kind: 'reveal' | 'rotate' }) {
  const t = useTranslations('keys');
  const common = useTranslations('common');
  const [secrets, setSecrets] = useState<Secrets | null>(null);
  if (secrets !== null) return <Shown secrets={secrets} close={close} />;
  return (
    <ActionForm
      action={action}
      fixed={{ mode }}
      refreshes={false}
      onDone={setSecrets}
      submitLabel={t(kind)}
      secondary={
        <Button variant="outline" onPress={close}>
          {common('cancel')}
        </Button>
      }
    >
      <p>{t(kind === 'reveal' ? 'revealText' : 'rotateText')}</p>
      {kind === 'rotate' ? (
        <Choice
          name="overlap"
          label={t('overlap')}
          defaultValue="24h"
          options={[
            { id: '24h', label: t('overlap24h') },
            { id: '1h', label: t('overlap1h') },
            { id: '0', label: t('overlap0') },
          ]}
        />
      ) : null}
      <PasswordField />
    </ActionForm>
  );
}

export function RevealDialog({ mode, action }: SecretDialogProps) {
  const t = useTranslations('keys');
  const router = useRouter();
  const trigger = (
    <Button variant="outline">
      <Eye aria-hidden="true" />
      {t('reveal')}
    </Button>
  );
  return (
    <Dialog
      trigger={trigger}
      title={t('revealTitle')}
      isDismissable={false}
      onClosed={() => router.refresh()}
    >
      {(close) => <Asked kind="reveal" mode={mode} action={action} close={close} />}
    </Dialog>
  );
}

export function RotateDialog({ mode, action }: SecretDialogProps) {
  const t = useTranslations('keys');
  const router = useRouter();
  const trigger = (
    <Button variant="outline">
      <RefreshCw aria-hidden="true" />
      {t('rotate')}
    </Button>
  );
  return (
    <Dialog
      trigger={trigger}
      title={t('rotateTitle')}
      isDismissable={false}
      onClosed={() => router.refresh()}
    >
      {(close) => <Asked kind="rotate" mode={mode} action={action} close={close} />}
    </Dialog>
  );
}
