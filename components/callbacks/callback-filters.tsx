'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { callbackSearchParams, STATES } from '@/components/callbacks/callback-search-params';
import { Choice } from '@/components/ui/choice';

export function CallbackFilters() {
  const t = useTranslations('callbackLog');
  const status = useTranslations('callbackStatus');
  const [, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(callbackSearchParams, {
    shallow: false,
    history: 'push',
    startTransition,
  });
  const any = { id: 'any', label: t('all') };
  return (
    <div className="border-b border-line p-4">
      <Choice
        label={t('state')}
        className="w-full sm:w-48"
        value={search.state ?? any.id}
        options={[any, ...STATES.map((id) => ({ id, label: status(id) }))]}
        onChange={(id) => void setSearch({ state: STATES.find((one) => one === id) ?? null, page: null })}
      />
    </div>
  );
}
