import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { type Fact, Facts } from '@/components/ui/facts';
import { formatMoney } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import type { Order } from '@/lib/core/orders';

function Numbered({ text, name }: { text: string; name: string }) {
  return (
    <span className="flex items-center gap-1">
      <span className="figures min-w-0 break-all">{text}</span>
      <CopyButton text={text} name={name} isCompact />
    </span>
  );
}

interface OrderDetailsProps {
  order: Order;
  accountLabel: string | null;
}

export function OrderDetails({ order, accountLabel }: OrderDetailsProps) {
  const t = useTranslations('order');
  const type = useTranslations('payType');
  const none = useTranslations('common')('none');
  const facts: Fact[] = [
    { label: t('ours'), value: <Numbered text={String(order.id)} name={t('ours')} /> },
    { label: t('theirs'), value: <Numbered text={order.outOrderId} name={t('theirs')} /> },
    { label: t('goods'), value: order.title },
    { label: t('price'), value: <span className="figures">{formatMoney(order.price)}</span> },
    ...(order.payable === null
      ? []
      : [{ label: t('payable'), value: <span className="figures">{formatMoney(order.payable)}</span> }]),
    ...(order.paid === null
      ? []
      : [{ label: t('paid'), value: <span className="figures">{formatMoney(order.paid)}</span> }]),
    ...(order.refunded === 0
      ? []
      : [{ label: t('refunded'), value: <span className="figures">{formatMoney(order.refunded)}</span> }]),
    { label: t('type'), value: type(order.type ?? 'open') },
    { label: t('account'), value: accountLabel ?? none },
    { label: t('createdAt'), value: <Moment at={order.createdAt} /> },
    { label: t('expiresAt'), value: <Moment at={order.expiresAt} /> },
    ...(order.paidAt === null ? [] : [{ label: t('paidAt'), value: <Moment at={order.paidAt} /> }]),
    { label: t('dialect'), value: order.dialect },
    {
      label: t('attachment'),
      value: order.attachment === '' ? none : <span className="break-all">{order.attachment}</span>,
    },
    { label: t('notifyUrl'), value: <span className="break-all">{order.notifyUrl ?? t('ownAddress')}</span> },
    { label: t('returnUrl'), value: <span className="break-all">{order.returnUrl ?? t('ownAddress')}</span> },
  ];
  return <Facts facts={facts} />;
}
