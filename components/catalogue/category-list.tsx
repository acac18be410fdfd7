'use client';

import { Button } from '@heroui/react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionButton } from '@/components/ui/action-button';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Action } from '@/lib/auth/action-result';
import type { CategoryView } from '@/lib/core/catalogue';

interface NameDialogProps {
  trigger: ReactNode;
  title: string;
  submitLabel: string;
  action: Action<null>;
  category?: CategoryView;
}

function NameDialog({ trigger, title, submitLabel, action, category }: NameDialogProps) {
  const t = useTranslations('categories');
  return (
    <FormDialog
      trigger={trigger}
      title={title}
      size="sm"
      action={action}
      submitLabel={submitLabel}
      {...(category === undefined ? {} : { fixed: { categoryId: category.id } })}
    >
      <Field
        name="name"
        label={t('name')}
        defaultValue={category?.name ?? ''}
        autoComplete="off"
        isRequired
      />
    </FormDialog>
  );
}

export function AddCategoryDialog({ action }: { action: Action<null> }) {
  const t = useTranslations('categories');
  const trigger = (
    <Button>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  );
  return <NameDialog trigger={trigger} title={t('addTitle')} submitLabel={t('add')} action={action} />;
}

interface CategoryListProps {
  categories: readonly CategoryView[];
  rename: Action<null>;
  remove: Action<null>;
}

export function CategoryList({ categories, rename, remove }: CategoryListProps) {
  const t = useTranslations('categories');
  const common = useTranslations('common');
  return (
    <ul className="divide-y divide-line">
      {categories.map((category) => (
        <li
          key={category.id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3"
        >
          <div className="min-w-0">
            <h2 className="text-base font-normal">{category.name}</h2>
            <p className="text-xs text-muted">{t('count', { count: category.productCount })}</p>
          </div>
          <div className="flex gap-2">
            <NameDialog
              trigger={
                <Button variant="outline" size="sm" aria-label={`${t('rename')} ${category.name}`}>
                  <Pencil aria-hidden="true" />
                  {t('rename')}
                </Button>
              }
              title={t('renameTitle')}
              submitLabel={common('save')}
              action={rename}
              category={category}
            />
            <ActionButton
              action={remove}
              input={{ categoryId: category.id }}
              label={t('remove')}
              icon={<Trash2 aria-hidden="true" />}
              variant="danger-soft"
              size="sm"
              confirm={{
                title: t('removeTitle', { name: category.name }),
                text: t('removeText'),
              }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
