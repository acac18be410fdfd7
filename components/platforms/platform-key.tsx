'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import { CopyButton } from '@/components/ui/copy-button';
import { RawText } from '@/components/ui/raw-text';
import { Slip } from '@/components/ui/slip';
import type { Action } from '@/lib/auth/action-result';

/** The public half of our key, and the way to another. */
export function PlatformKey({ publicKey, renew }: { publicKey: string | null; renew: Action<null> }) {
  const t = useTranslations('platforms');
  return (
    <Slip
      title={t('keyTitle')}
      description={t('keyText')}
      actions={publicKey === null ? null : <CopyButton name={t('keyTitle')} text={publicKey} />}
    >
      <div className="flex flex-col gap-4">
        {publicKey === null ? (
          <p className="text-muted">{t('noKey')}</p>
        ) : (
          <RawText label={t('keyTitle')} text={publicKey} />
        )}
        <ActionButton
          action={renew}
          input={{}}
          label={t('makeKey')}
          icon={<KeyRound aria-hidden="true" />}
          confirm={{ title: t('makeKeyTitle'), text: t('makeKeyText') }}
        />
      </div>
    </Slip>
  );
}
