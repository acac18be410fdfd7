'use client';

import { Table } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { CallbackStatus } from '@/components/orders/callback-status';
import { OrderAmounts } from '@/components/orders/order-amounts';
import type { OrderRow } from '@/components/orders/order-row';
import { OrderStatus } from '@/components/orders/order-status';
import { Moment } from '@/components/ui/moment';
import { PageLink } from '@/components/ui/page-link';

function OrderTable({ rows }: { rows: readonly OrderRow[] }) {
  const t = useTranslations('orders');
  const type = useTranslations('payType');
  return (
    <Table variant="secondary">
      <Table.ScrollContainer>
        <Table.Content aria-label={t('table')}>
          <Table.Header>
            <Table.Column>{t('status')}</Table.Column>
            <Table.Column className="text-end">
              {t('amount')} / {t('paid')}
            </Table.Column>
            <Table.Column isRowHeader>{t('numbers')}</Table.Column>
            <Table.Column>{t('type')}</Table.Column>
            <Table.Column>{t('time')}</Table.Column>
            <Table.Column>{t('callback')}</Table.Column>
          </Table.Header>
          <Table.Body>
            {rows.map((row) => (
              <Table.Row key={row.id} id={row.id} href={`/orders/${row.id}`}>
                <Table.Cell className="min-w-40">
                  <OrderStatus order={row} />
                </Table.Cell>
                <Table.Cell>
                  <OrderAmounts order={row} />
                </Table.Cell>
                <Table.Cell>
                  <PageLink href={`/orders/${row.id}`} className="figures block text-accent hover:underline">
                    {row.id}
                  </PageLink>
                  <span className="figures block max-w-64 truncate text-xs text-muted" title={row.outOrderId}>
                    {row.outOrderId}
                  </span>
                </Table.Cell>
                <Table.Cell className="whitespace-nowrap">{type(row.type ?? 'open')}</Table.Cell>
                <Table.Cell>
                  <Moment at={row.createdAt} />
                </Table.Cell>
                <Table.Cell>
                  <CallbackStatus standing={row.callback} />
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table.Content>
      </Table.ScrollContainer>
    </Table>
  );
}

function OrderCard({ row }: { row: OrderRow }) {
  const t = useTranslations('orders');
  const type = useTranslations('payType');
  return (
    <li className="relative px-4 py-3 focus-within:bg-default">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0 space-y-1">
          <OrderStatus order={row} />
          <PageLink
            href={`/orders/${row.id}`}
            aria-label={t('open', { id: row.id })}
            className="figures block text-accent after:absolute after:inset-0"
          >
            {row.id}
          </PageLink>
        </div>
        <OrderAmounts order={row} />
      </div>
      <p className="figures truncate text-xs text-muted">{row.outOrderId}</p>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-xs text-muted">
        <span>
          {type(row.type ?? 'open')} · <Moment at={row.createdAt} />
        </span>
        {row.callback === null ? null : <CallbackStatus standing={row.callback} />}
      </div>
    </li>
  );
}

/** A table where there is room for one, cards elsewhere. */
export function OrderList({ rows }: { rows: readonly OrderRow[] }) {
  return (
    <>
      <div className="hidden lg:block">
        <OrderTable rows={rows} />
      </div>
      <ul className="divide-y divide-line lg:hidden">
        {rows.map((row) => (
          <OrderCard key={row.id} row={row} />
        ))}
      </ul>
    </>
  );
}
