'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { AREAS, auditSearchParams } from '@/components/audit/audit-search-params';
import { Choice } from '@/components/ui/choice';
import { LinkButton } from '@/components/ui/link-button';

interface AuditFiltersProps {
  /** Whose entries alone are shown; null for all. */
  merchantName: string | null;
  /** Where the list stands without filters. */
  path: string;
}

export function AuditFilters({ merchantName, path }: AuditFiltersProps) {
  const t = useTranslations('audit');
  const [, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(auditSearchParams, {
    shallow: false,
    history: 'push',
    startTransition,
  });
  const any = { id: 'any', label: t('all') };
  const isFiltered = search.area !== null || search.merchant !== null;
  return (
    <div className="flex flex-wrap items-end gap-3 border-b border-line p-4">
      <Choice
        label={t('area')}
        className="w-full sm:w-48"
        value={search.area ?? any.id}
        options={[any, ...AREAS.map((id) => ({ id, label: t(`areas.${id}`) }))]}
        onChange={(id) => void setSearch({ area: AREAS.find((one) => one === id) ?? null, page: null })}
      />
      {merchantName === null ? null : (
        <p className="min-h-9 content-center">{t('ofMerchant', { merchant: merchantName })}</p>
      )}
      {isFiltered ? (
        <LinkButton href={path} variant="ghost">
          {t('reset')}
        </LinkButton>
      ) : null}
    </div>
  );
}
