import { useTranslations } from 'next-intl';
import type { ProductView } from '@/lib/core/catalogue';

const COUNTERS = ['unsold', 'locked', 'sold', 'owed'] as const;

/** Owed keys are what somebody has paid for and waits for. */
function toneOf(name: (typeof COUNTERS)[number], count: number): string {
  return name === 'owed' && count > 0 ? 'text-attention' : '';
}

/** The four counters as tiles. */
export function StockCounters({ product }: { product: ProductView }) {
  const t = useTranslations('cards');
  return (
    <dl className="grid grid-cols-2 gap-px overflow-clip rounded-md border border-line bg-line sm:grid-cols-4">
      {COUNTERS.map((name) => (
        <div key={name} className="flex flex-col gap-0.5 bg-surface px-4 py-3">
          <dt className="text-xs text-muted">{t(name)}</dt>
          <dd className={`figures text-xl leading-7 ${toneOf(name, product[name])}`}>{product[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The same in one line of words, for narrow places. */
export function StockLine({ product }: { product: ProductView }) {
  const t = useTranslations('cards');
  const shown = COUNTERS.filter((name) => name !== 'owed' || product.owed > 0);
  return (
    <span className="flex flex-wrap gap-x-3 text-xs text-muted">
      {shown.map((name) => (
        <span key={name} className={`figures whitespace-nowrap ${toneOf(name, product[name])}`}>
          {t(name)} {product[name]}
        </span>
      ))}
    </span>
  );
}
