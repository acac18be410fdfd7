import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/link-button';

interface PagesProps {
  page: number;
  pageSize: number;
  total: number;
  /** The address of a page. */
  hrefOf: (page: number) => string;
}

export function Pages({ page, pageSize, total, hrefOf }: PagesProps) {
  const t = useTranslations('pages');
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1 && page === 1) return <p className="px-4 py-3 text-muted">{t('total', { total })}</p>;
  return (
    <nav aria-label={t('label')} className="flex flex-wrap items-center justify-between gap-2 px-4 py-3">
      <p className="figures text-muted">{t('position', { page, last, total })}</p>
      <div className="flex gap-2">
        {page > 1 ? (
          <LinkButton href={hrefOf(page - 1)} size="sm" rel="prev">
            <ChevronLeft aria-hidden="true" />
            {t('previous')}
          </LinkButton>
        ) : null}
        {page < last ? (
          <LinkButton href={hrefOf(page + 1)} size="sm" rel="next">
            {t('next')}
            <ChevronRight aria-hidden="true" />
          </LinkButton>
        ) : null}
      </div>
    </nav>
  );
}
