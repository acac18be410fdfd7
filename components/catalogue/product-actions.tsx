'use client';

import { Switch } from '@heroui/react';
import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PictureField } from '@/components/catalogue/picture-field';
import { ProductFields } from '@/components/catalogue/product-fields';
import type { ProductRow } from '@/components/catalogue/product-row';
import { ActionButton } from '@/components/ui/action-button';
import { ActionForm } from '@/components/ui/action-form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { CategoryView } from '@/lib/core/catalogue';

interface ProductActionProps {
  product: ProductRow;
  action: Action<null>;
}

/** Takes effect when it is turned. */
export function SaleSwitch({ product, action }: ProductActionProps) {
  const t = useTranslations('products');
  const { run, isPending, problem } = useAction(action);
  return (
    <div className="space-y-2">
      <Switch
        isSelected={product.isOnSale}
        isDisabled={isPending}
        onChange={(isOnSale) => run({ productId: product.id, isOnSale })}
        aria-label={t('saleSwitch', { name: product.name })}
      >
        <Switch.Content className="flex min-h-11 items-center gap-2">
          <Switch.Control>
            <Switch.Thumb />
          </Switch.Control>
          <span>{t(product.isOnSale ? 'onSale' : 'offSale')}</span>
        </Switch.Content>
      </Switch>
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}

export function RemoveProductButton({ product, action }: ProductActionProps) {
  const t = useTranslations('products');
  const router = useRouter();
  return (
    <ActionButton
      action={action}
      input={{ productId: product.id }}
      label={t('remove')}
      icon={<Trash2 aria-hidden="true" />}
      variant="danger-soft"
      confirm={{ title: t('removeTitle', { name: product.name }), text: t('removeText') }}
      onDone={() => router.push('/products')}
    />
  );
}

interface EditProductFormProps extends ProductActionProps {
  categories: readonly CategoryView[];
}

export function EditProductForm({ product, categories, action }: EditProductFormProps) {
  const t = useTranslations('common');
  return (
    <ActionForm
      action={action}
      fixed={{ productId: product.id }}
      submitLabel={t('save')}
      doneLabel={t('saved')}
    >
      <ProductFields product={product} categories={categories} />
    </ActionForm>
  );
}

interface ProductPictureProps {
  product: ProductRow;
  save: Action<null>;
  remove: Action<null>;
}

/** A chosen picture is saved at once. */
export function ProductPicture({ product, save, remove }: ProductPictureProps) {
  const t = useTranslations('products');
  const { run, problem } = useAction(save);
  return (
    <div className="space-y-4">
      <PictureField
        key={product.pictureToken}
        picture={product.picture}
        onChange={(picture) => run({ productId: product.id, picture })}
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {product.picture === null ? null : (
        <ActionButton
          action={remove}
          input={{ productId: product.id }}
          label={t('pictureRemove')}
          icon={<Trash2 aria-hidden="true" />}
          variant="danger-soft"
          size="sm"
          confirm={{ title: t('pictureRemoveTitle'), text: t('pictureRemoveText') }}
        />
      )}
    </div>
  );
}
