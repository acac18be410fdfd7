'use client';

import { Button, Form } from '@heroui/react';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { merchantSearchParams, SORTS } from '@/components/operator/merchant-search-params';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';

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
      <Form
        role="search"
        className="flex items-end gap-2 sm:flex-1"
        onSubmit={(event) => {
          event.preventDefault();
          const q = String(new FormData(event.currentTarget).get('q') ?? '').trim() || null;
          void setSearch({ q, page: null });
        }}
      >
        <Field
          key={search.q ?? ''}
          name="q"
          label={t('searchLabel')}
          placeholder={t('search')}
          defaultValue={search.q ?? ''}
          className="min-w-0 flex-1"
        />
        <Button type="submit" aria-label={t('searchButton')}>
          <Search aria-hidden="true" />
          <span className="hidden sm:inline">{t('searchButton')}</span>
        </Button>
      </Form>
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
