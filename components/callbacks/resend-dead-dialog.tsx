'use client';

import { Button } from '@heroui/react';
import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Choice } from '@/components/ui/choice';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Action } from '@/lib/auth/action-result';

const HOURS = ['24', '72', '168'] as const;

/** Says beside the button how many go out again. */
export function ResendDeadDialog({ action }: { action: Action<{ count: number }> }) {
  const t = useTranslations('callbackLog');
  const [count, setCount] = useState<number | null>(null);
  const trigger = (
    <Button variant="outline">
      <RotateCw aria-hidden="true" />
      {t('resendDead')}
    </Button>
  );
  return (
    <div className="flex flex-wrap items-center">
      <span role="status" className={count === null ? '' : 'me-3 text-received'}>
        {count === null ? null : t('resent', { count })}
      </span>
      <FormDialog
        trigger={trigger}
        title={t('resendDeadTitle')}
        action={action}
        onDone={(done) => setCount(done.count)}
        submitLabel={t('resendDeadConfirm')}
      >
        <p>{t('resendDeadText')}</p>
        <Choice
          name="withinHours"
          label={t('within')}
          options={HOURS.map((id) => ({ id, label: t(`within${id}`) }))}
        />
      </FormDialog>
    </div>
  );
}
