'use client';

import { Button } from '@heroui/react';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PictureField } from '@/components/catalogue/picture-field';
import { ProductFields } from '@/components/catalogue/product-fields';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Action } from '@/lib/auth/action-result';
import type { CategoryView } from '@/lib/core/catalogue';

interface AddProductDialogProps {
  categories: readonly CategoryView[];
  action: Action<{ productId: number }>;
}

/** The page of the new product is where its keys and codes go, so it opens at once. */
export function AddProductDialog({ categories, action }: AddProductDialogProps) {
  const t = useTranslations('products');
  const router = useRouter();
  const trigger = (
    <Button>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('addTitle')}
      action={action}
      onDone={({ productId }) => router.push(`/products/${productId}`)}
      submitLabel={t('add')}
    >
      <PictureField name="picture" />
      <ProductFields categories={categories} />
    </FormDialog>
  );
}
