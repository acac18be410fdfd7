'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { merchantSearchParams, SORTS } from '@/components/operator/merchant-search-params';
import { Choice } from '@/components/ui/choice';
import { SearchBox } from '@/components/ui/search-box';

/** Search and order live in the address, so that a view can be shared and comes back on reload. */
export function MerchantFilters() {
  const t = useTranslations('merchants');
  const [, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(merchantSearchParams, {
    shallow: false,
    history: 'push',
    startTransition,
  });
  return (
    <div className="flex flex-col gap-3 border-b border-line p-4 sm:flex-row sm:items-end">
      <SearchBox
        label={t('searchLabel')}
        placeholder={t('search')}
        buttonLabel={t('searchButton')}
        value={search.q}
        onSearch={(q) => void setSearch({ q, page: null })}
        className="sm:flex-1"
      />
      <Choice
        label={t('sort')}
        className="w-full sm:w-48"
        value={search.sort ?? 'newest'}
        options={SORTS.map((id) => ({ id, label: t(`sorts.${id}`) }))}
        onChange={(id) => void setSearch({ sort: SORTS.find((one) => one === id) ?? null, page: null })}
      />
    </div>
  );
}
