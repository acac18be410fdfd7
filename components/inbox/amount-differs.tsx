import { useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { TickBox } from '@/components/ui/tick-box';
import type { Fen } from '@/lib/platform/money';

/** Asks for the acceptance of a payment whose amount is not the due one; nothing where they agree. */
export function AmountDiffers({ amount, due }: { amount: Fen; due: Fen }) {
  const t = useTranslations('inbox');
  if (amount === due) return null;
  return (
    <Notice kind="attention" title={t('differs', { arrival: formatMoney(amount), order: formatMoney(due) })}>
      <TickBox name="isAmountAccepted">{t('acceptAmount')}</TickBox>
    </Notice>
  );
}
