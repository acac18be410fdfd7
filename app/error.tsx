'use client';

import { Button } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { PlainPage } from '@/components/shell/plain-page';

interface FaultProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function Fault({ error, reset }: FaultProps) {
  const t = useTranslations('fault');
  return (
    <main>
      <PlainPage
        code={error.digest === undefined ? '500' : `500 · ${error.digest}`}
        title={t('title')}
        text={t('text')}
        action={
          <Button variant="outline" onPress={reset}>
            {t('retry')}
          </Button>
        }
      />
    </main>
  );
}
