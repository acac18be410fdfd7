'use client';

import { Button } from '@heroui/react';
import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useState, useTransition } from 'react';
import { orderSearchParams } from '@/components/orders/order-search-params';
import { ORDER_STATUSES } from '@/components/orders/order-values';
import { Choice } from '@/components/ui/choice';
import { DateField } from '@/components/ui/date-field';
import { SearchBox } from '@/components/ui/search-box';
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
      <SearchBox
        label={t('searchLabel')}
        placeholder={t('search')}
        buttonLabel={t('searchButton')}
        value={search.q}
        onSearch={(q) => set({ q })}
        className="xl:min-w-80 xl:flex-1"
      >
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
      </SearchBox>
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
