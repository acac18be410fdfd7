'use client';

import { useTranslations } from 'next-intl';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import type { CategoryView, ProductView } from '@/lib/core/catalogue';
import { formatYuan } from '@/lib/platform/money';

/** Stands for a product without a category. */
const NO_CATEGORY = 'none';

const DELIVERIES = ['cards', 'none'] as const;

interface ProductFieldsProps {
  categories: readonly CategoryView[];
  product?: ProductView;
}

export function ProductFields({ categories, product }: ProductFieldsProps) {
  const t = useTranslations('products');
  const named = categories.map(({ id, name }) => ({ id: String(id), label: name }));
  return (
    <>
      <Field name="name" label={t('name')} defaultValue={product?.name ?? ''} autoComplete="off" isRequired />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          name="price"
          label={t('price')}
          defaultValue={product === undefined ? '' : formatYuan(product.price)}
          inputMode="decimal"
          autoComplete="off"
          isRequired
        />
        <Choice
          name="categoryId"
          label={t('category')}
          options={[{ id: NO_CATEGORY, label: t('noCategory') }, ...named]}
          defaultValue={product?.categoryId == null ? NO_CATEGORY : String(product.categoryId)}
        />
      </div>
      <Choice
        name="delivery"
        label={t('delivery')}
        hint={t('deliveryHint')}
        options={DELIVERIES.map((id) => ({ id, label: t(`deliveries.${id}`) }))}
        defaultValue={product?.delivery ?? 'cards'}
      />
      <Field
        name="description"
        label={t('descriptionField')}
        hint={t('descriptionHint')}
        defaultValue={product?.description ?? ''}
        isMultiline
      />
    </>
  );
}
