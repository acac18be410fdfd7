import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import { PageLink } from '@/components/ui/page-link';
import type { ArrivalSums } from '@/lib/core/arrivals';

interface SumTableProps {
  sums: ArrivalSums;
  /** The address of the list of one outcome. */
  hrefOf: (outcome: string) => string;
}

/** What came in by what became of it, and all of it. */
export function SumTable({ sums, hrefOf }: SumTableProps) {
  const t = useTranslations('inbox');
  const { rows, total } = sums;
  return (
    <table className="w-full">
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('outcomeColumn')}</th>
          <th scope="col">{t('count')}</th>
          <th scope="col">{t('sum')}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {rows.map(({ outcome, count, sum }) => (
          <tr key={outcome ?? 'undecided'}>
            <th scope="row" className="py-2 text-start font-normal">
              {outcome === null ? (
                t('outcome.undecided')
              ) : (
                <PageLink href={hrefOf(outcome)} className="text-accent hover:underline">
                  {t(`outcome.${outcome}`)}
                </PageLink>
              )}
              <span className="block text-xs text-muted">{t(`outcomeHint.${outcome ?? 'undecided'}`)}</span>
            </th>
            <td className="figures py-2 text-end align-top text-muted">{count}</td>
            <td className="figures py-2 ps-4 text-end align-top whitespace-nowrap">{formatMoney(sum)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t-2 border-line font-medium">
          <th scope="row" className="py-2 text-start font-medium">
            {t('total')}
          </th>
          <td className="figures py-2 text-end">{total.count}</td>
          <td className="figures py-2 ps-4 text-end whitespace-nowrap">{formatMoney(total.sum)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
