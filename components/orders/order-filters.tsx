'use client';

import { Button, Form } from '@heroui/react';
import { ListFilter, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useState, useTransition } from 'react';
import { orderSearchParams } from '@/components/orders/order-search-params';
import { ORDER_STATUSES } from '@/components/orders/order-values';
import { Choice } from '@/components/ui/choice';
import { DateField } from '@/components/ui/date-field';
import { Field } from '@/components/ui/field';
import { PAY_TYPES } from '@/lib/core/vocabulary';

const ANY = 'any';

/** Every filter lives in the address, so that a view can be shared and comes back on reload. */
export function OrderFilters() {
  const t = useTranslations('orders');
  const status = useTranslations('orderStatus');
  const type = useTranslations('payType');
  const [, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(orderSearchParams, {
    shallow: false,
    history: 'push',
    startTransition,
  });
  const [isOpen, setOpen] = useState(false);
  const isFiltered = Object.entries(search).some(
    ([name, value]) => name !== 'page' && value !== null && value !== '',
  );
  const set = (change: Partial<typeof search>) => void setSearch({ ...change, page: null });
  return (
    <div className="flex flex-col gap-3 border-b border-line p-4 xl:flex-row xl:items-end">
      <Form
        role="search"
        className="flex items-end gap-2 xl:min-w-80 xl:flex-1"
        onSubmit={(event) => {
          event.preventDefault();
          set({ q: String(new FormData(event.currentTarget).get('q') ?? '').trim() || null });
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
        <Button
          variant="outline"
          isIconOnly
          aria-label={t('filters')}
          aria-expanded={isOpen}
          className="sm:hidden"
          onPress={() => setOpen(!isOpen)}
        >
          <ListFilter aria-hidden="true" />
        </Button>
      </Form>
      <div className={`${isOpen ? 'flex' : 'hidden'} flex-wrap items-end gap-2 sm:flex`}>
        <Choice
          label={t('status')}
          className="w-full sm:w-36"
          value={search.status ?? ANY}
          options={[{ id: ANY, label: t('all') }, ...ORDER_STATUSES.map((id) => ({ id, label: status(id) }))]}
          onChange={(id) => set({ status: ORDER_STATUSES.find((known) => known === id) ?? null })}
        />
        <Choice
          label={t('type')}
          className="w-full sm:w-32"
          value={search.type ?? ANY}
          options={[{ id: ANY, label: t('all') }, ...PAY_TYPES.map((id) => ({ id, label: type(id) }))]}
          onChange={(id) => set({ type: PAY_TYPES.find((known) => known === id) ?? null })}
        />
        <DateField
          label={t('from')}
          value={search.from ?? ''}
          onChange={(day) => set({ from: day || null })}
        />
        <DateField label={t('to')} value={search.to ?? ''} onChange={(day) => set({ to: day || null })} />
        {isFiltered ? (
          <Button
            variant="ghost"
            onPress={() => set({ q: null, status: null, type: null, from: null, to: null })}
          >
            {t('reset')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
