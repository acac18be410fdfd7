import { ArrowLeft, FolderTree } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AddCategoryDialog, CategoryList } from '@/components/catalogue/category-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { requireMerchant } from '@/lib/auth/current-user';
import { listCategories } from '@/lib/core/catalogue';
import { addCategory, dropCategory, editCategory } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('categories'))('title') };
}

export default async function CategoriesPage() {
  const [{ merchantId }, t] = await Promise.all([requireMerchant(), getTranslations('categories')]);
  const categories = await listCategories(merchantId);
  return (
    <>
      <PageLink href="/products" className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent">
        <ArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </PageLink>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<AddCategoryDialog action={addCategory} />}
      />
      <div className="slip overflow-clip">
        {categories.length === 0 ? (
          <EmptyState icon={FolderTree} title={t('emptyTitle')} hint={t('emptyHint')} />
        ) : (
          <CategoryList categories={categories} rename={editCategory} remove={dropCategory} />
        )}
      </div>
    </>
  );
}
