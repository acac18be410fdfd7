'use client';

import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import type { Action } from '@/lib/auth/action-result';

export function EndSessionsButton({ action }: { action: Action<null> }) {
  const t = useTranslations('security');
  return (
    <ActionButton
      action={action}
      input={{}}
      label={t('end')}
      icon={<LogOut aria-hidden="true" />}
      variant="danger-soft"
      confirm={{ title: t('endTitle'), text: t('endText') }}
      onDone={() => window.location.assign('/sign-in')}
    />
  );
}
