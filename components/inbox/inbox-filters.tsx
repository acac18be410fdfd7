'use client';

import { Button } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { inboxSearchParams } from '@/components/inbox/inbox-search-params';
import { Choice } from '@/components/ui/choice';
import { DateField } from '@/components/ui/date-field';
import { Field } from '@/components/ui/field';
import { SubmitForm } from '@/components/ui/submit-form';
import { PAY_TYPES } from '@/lib/core/vocabulary';

const ANY = 'any';

/** Every filter lives in the address, so that a view can be shared and comes back on reload. */
export function InboxFilters() {
  const t = useTranslations('inbox');
  const type = useTranslations('payType');
  const [, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(inboxSearchParams, {
    shallow: false,
    history: 'push',
    startTransition,
  });
  const { amount, from, to } = search;
  const isFiltered = [amount, search.type, from, to].some((value) => value !== null);
  const set = (change: Partial<typeof search>) => void setSearch({ ...change, page: null });
  return (
    <div className="flex flex-wrap items-end gap-3 border-b border-line p-4">
      <SubmitForm
        role="search"
        className="flex w-full items-end gap-2 sm:w-64"
        onSubmit={(fields) => set({ amount: String(fields.get('amount') ?? '').trim() || null })}
      >
        <Field
          key={amount ?? ''}
          name="amount"
          label={t('amount')}
          placeholder={t('amountHint')}
          defaultValue={amount ?? ''}
          inputMode="decimal"
          autoComplete="off"
          className="min-w-0 flex-1"
        />
        <Button type="submit">{t('filter')}</Button>
      </SubmitForm>
      <Choice
        label={t('type')}
        className="w-full sm:w-32"
        value={search.type ?? ANY}
        options={[{ id: ANY, label: t('any') }, ...PAY_TYPES.map((id) => ({ id, label: type(id) }))]}
        onChange={(id) => set({ type: PAY_TYPES.find((known) => known === id) ?? null })}
      />
      <DateField label={t('from')} value={from ?? ''} onChange={(day) => set({ from: day || null })} />
      <DateField label={t('to')} value={to ?? ''} onChange={(day) => set({ to: day || null })} />
      {isFiltered ? (
        <Button variant="ghost" onPress={() => set({ amount: null, type: null, from: null, to: null })}>
          {t('reset')}
        </Button>
      ) : null}
    </div>
  );
}
