'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { CARD_STATUSES, cardSearchParams } from '@/components/catalogue/card-search-params';
import { Choice } from '@/components/ui/choice';
import type { ProductView } from '@/lib/core/catalogue';

const ANY = 'any';

interface CardFiltersProps {
  products: readonly ProductView[];
  productId: number;
}

/** Product and status live in the address, so that a view can be shared and comes back on reload. */
export function CardFilters({ products, productId }: CardFiltersProps) {
  const t = useTranslations('cards');
  const [, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(cardSearchParams, {
    shallow: false,
    history: 'push',
    startTransition,
  });
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Choice
        label={t('product')}
        className="w-full sm:w-80"
        value={String(productId)}
        options={products.map(({ id, name }) => ({ id: String(id), label: name }))}
        onChange={(id) => void setSearch({ product: Number(id), status: null, page: null })}
      />
      <Choice
        label={t('status')}
        className="w-full sm:w-36"
        value={search.status ?? ANY}
        options={[{ id: ANY, label: t('all') }, ...CARD_STATUSES.map((id) => ({ id, label: t(id) }))]}
        onChange={(id) =>
          void setSearch({ status: CARD_STATUSES.find((known) => known === id) ?? null, page: null })
        }
      />
    </div>
  );
}
