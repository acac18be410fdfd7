import { CircleCheck, CirclePause, PackageX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Status } from '@/components/ui/status';
import type { ProductView } from '@/lib/core/catalogue';

/** An empty shelf is told before anything else: nobody can buy, though the merchant wants to sell. */
export function SaleStatus({ product }: { product: ProductView }) {
  const t = useTranslations('products');
  if (!product.isOnSale) {
    return (
      <Status tone="calm" icon={CirclePause}>
        {t('offSale')}
      </Status>
    );
  }
  if (product.delivery === 'cards' && product.unsold === 0) {
    return (
      <Status tone="attention" icon={PackageX}>
        {t('outOfStock')}
      </Status>
    );
  }
  return (
    <Status tone="accent" icon={CircleCheck}>
      {t('onSale')}
    </Status>
  );
}
