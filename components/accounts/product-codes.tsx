'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type CodesAnswer, CodeUpload } from '@/components/accounts/code-upload';
import { FixedCodeList } from '@/components/accounts/fixed-code-list';
import { Choice } from '@/components/ui/choice';
import type { Action } from '@/lib/auth/action-result';
import type { FixedCodeView } from '@/lib/core/accounts';
import type { PayType } from '@/lib/core/vocabulary';

interface ProductCodesProps {
  productId: number;
  /** The product's price in yuan. */
  price: string;
  accounts: readonly { readonly id: number; readonly label: string; readonly type: PayType }[];
  codes: readonly FixedCodeView[];
  add: Action<CodesAnswer>;
  remove: Action<null>;
}

/** Codes that only orders for this one product get, account by account. */
export function ProductCodes({ productId, price, accounts, codes, add, remove }: ProductCodesProps) {
  const t = useTranslations('fixedCodes');
  const type = useTranslations('payType');
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? 0);
  const labels = new Map(accounts.map((one) => [one.id, `${one.label} · ${type(one.type)}`]));
  if (accounts.length === 0) return <p className="text-muted">{t('noAccount')}</p>;
  return (
    <div className="flex flex-col gap-4">
      <Choice
        label={t('account')}
        value={String(accountId)}
        options={accounts.map(({ id }) => ({ id: String(id), label: labels.get(id) ?? '' }))}
        onChange={(id) => setAccountId(Number(id))}
      />
      <CodeUpload
        key={accountId}
        accountId={accountId}
        wallet={accounts.find(({ id }) => id === accountId)?.type ?? 'alipay'}
        productId={productId}
        defaultAmount={price}
        codes={codes.filter((one) => one.accountId === accountId)}
        action={add}
      />
      {codes.length === 0 ? null : (
        <FixedCodeList
          codes={codes.map((one) => ({ ...one, accountLabel: labels.get(one.accountId) ?? '' }))}
          remove={remove}
        />
      )}
    </div>
  );
}
