'use client';

import { Button } from '@heroui/react';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type SecretLine, SecretList } from '@/components/settings/secret-list';
import { ActionForm } from '@/components/ui/action-form';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { TickBox } from '@/components/ui/tick-box';
import type { Action } from '@/lib/auth/action-result';
import type { KeySet, NewMerchant } from '@/lib/core/merchants';

interface DialogContentProps {
  action: Action<NewMerchant>;
  close: () => void;
}

function useKeyLines() {
  const t = useTranslations('merchants');
  const keys = useTranslations('keys');
  return (set: KeySet): SecretLine[] => [
    { label: keys('pid'), text: String(set.pid) },
    { label: keys('appkey'), text: set.appkey },
    { label: keys('appsecret'), text: set.appsecret },
    { label: keys('epayKey'), text: set.epayKey },
    { label: keys('vmqKey'), text: set.vmqKey },
    { label: t('quickPayToken'), text: set.quickPayToken },
  ];
}

function Created({ merchant, close }: { merchant: NewMerchant; close: () => void }) {
  const t = useTranslations('merchants');
  const lines = useKeyLines();
  return (
    <div className="flex flex-col gap-4">
      <Notice kind="attention" role="status" title={t('created')}>
        <p>{t('createdText')}</p>
      </Notice>
      <SecretList
        lines={[
          { label: t('email'), text: merchant.email },
          { label: t('password'), text: merchant.password },
        ]}
      />
      <h3 className="text-sm">{t('liveKeys')}</h3>
      <SecretList lines={lines(merchant)} />
      <h3 className="text-sm">{t('testKeys')}</h3>
      <SecretList lines={lines(merchant.test)} />
      <Button className="self-end" onPress={close}>
        {t('savedThem')}
      </Button>
    </div>
  );
}

function Content({ action, close }: DialogContentProps) {
  const t = useTranslations('merchants');
  const plans = useTranslations('plans');
  const common = useTranslations('common');
  const [merchant, setMerchant] = useState<NewMerchant | null>(null);
  if (merchant !== null) return <Created merchant={merchant} close={close} />;
  return (
    <ActionForm
      action={action}
      onDone={setMerchant}
      refreshes={false}
      submitLabel={t('add')}
      secondary={
        <Button variant="outline" onPress={close}>
          {common('cancel')}
        </Button>
      }
    >
      <Field name="name" label={t('name')} hint={t('nameHint')} autoComplete="off" isRequired />
      <Field name="email" type="email" label={t('email')} autoComplete="off" isRequired />
      <TickBox name="isAgent" defaultSelected>
        <span>
          {plans('agent')}
          <span className="block text-xs text-muted">{plans('agentText')}</span>
        </span>
      </TickBox>
    </ActionForm>
  );
}

export function CreateMerchantDialog({ action }: { action: Action<NewMerchant> }) {
  const t = useTranslations('merchants');
  const router = useRouter();
  const trigger = (
    <Button>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t('addTitle')} isDismissable={false} onClosed={() => router.refresh()}>
      {(close) => <Content action={action} close={close} />}
    </Dialog>
  );
}
