'use client';

import { Switch } from '@heroui/react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { writePreference } from '@/components/shell/write-preference';
import { MODE_COOKIE } from '@/lib/auth/preferences';
import type { Mode } from '@/lib/core/vocabulary';

/** Turns the screens between the live and the test half of the data. */
export function ModeSwitch({ mode }: { mode: Mode }) {
  const t = useTranslations('mode');
  const router = useRouter();
  const [, startTransition] = useTransition();
  const change = (isTest: boolean) => {
    writePreference(MODE_COOKIE, isTest ? 'test' : 'live');
    startTransition(() => router.refresh());
  };
  return (
    <Switch size="sm" isSelected={mode === 'test'} onChange={change}>
      <Switch.Content>
        <span className="whitespace-nowrap">{t('test')}</span>
        <Switch.Control>
          <Switch.Thumb />
        </Switch.Control>
      </Switch.Content>
    </Switch>
  );
}
