'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import { formatMoney } from '@/components/ui/format';
import type { Action } from '@/lib/auth/action-result';
import type { FixedCodeView } from '@/lib/core/accounts';

interface ListedCode extends FixedCodeView {
  /** The account's name, where codes of several accounts stand together. */
  readonly accountLabel?: string;
}

interface FixedCodeListProps {
  codes: readonly ListedCode[];
  remove: Action<null>;
}

export function FixedCodeList({ codes, remove }: FixedCodeListProps) {
  const t = useTranslations('fixedCodes');
  return (
    <ul aria-label={t('list')} className="divide-y divide-line">
      {codes.map((one) => {
        const amount = formatMoney(one.amount);
        return (
          <li key={one.id} className="flex items-center gap-4 py-2">
            <span className="figures min-w-16 shrink-0 text-end">{amount}</span>
            <span className="min-w-0 flex-1">
              <span className="block truncate">{one.accountLabel ?? one.productName ?? t('everyOrder')}</span>
              <span className="block truncate font-mono text-xs text-muted">{one.code}</span>
            </span>
            <ActionButton
              action={remove}
              input={{ codeId: one.id }}
              label={t('remove')}
              icon={<Trash2 aria-hidden="true" />}
              variant="danger-soft"
              size="sm"
              confirm={{ title: t('removeTitle', { amount }), text: t('removeText') }}
            />
          </li>
        );
      })}
    </ul>
  );
}
