import { FolderTree, Package, Tickets } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AddProductDialog } from '@/components/catalogue/add-product-dialog';
import { ProductList } from '@/components/catalogue/product-list';
import { toProductRow } from '@/components/catalogue/product-row';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { listCategories, listProducts, pictureUrl } from '@/lib/core/catalogue';
import { addProduct } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('products'))('title') };
}

export default async function ProductsPage() {
  const [{ merchantId }, mode, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    getTranslations('products'),
  ]);
  const [products, categories] = await Promise.all([
    listProducts({ merchantId, mode }),
    listCategories(merchantId),
  ]);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t(mode === 'test' ? 'descriptionTest' : 'description')}
        actions={
          <>
            <LinkButton href="/cards" className="lg:hidden">
              <Tickets aria-hidden="true" />
              {t('cards')}
            </LinkButton>
            <LinkButton href="/products/categories">
              <FolderTree aria-hidden="true" />
              {t('categories')}
            </LinkButton>
            <AddProductDialog categories={categories} action={addProduct} />
          </>
        }
      />
      <div className="slip overflow-clip">
        {products.length === 0 ? (
          <EmptyState icon={Package} title={t('emptyTitle')} hint={t('emptyHint')} />
        ) : (
          <ProductList rows={products.map((product) => toProductRow(product, pictureUrl))} />
        )}
      </div>
    </>
  );
}
