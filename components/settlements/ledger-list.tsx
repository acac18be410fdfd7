'use client';

import { Table } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { formatPoints } from '@/components/plans/format-points';
import { formatMoney } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import { PageLink } from '@/components/ui/page-link';
import type { LedgerEntry, PointTransferKind, TransferKind } from '@/lib/core/ledger';
import { fen } from '@/lib/platform/money';

type Entry = LedgerEntry<TransferKind | PointTransferKind>;
type Unit = 'money' | 'points';

interface LedgerListProps {
  rows: readonly Entry[];
  unit: Unit;
  label: string;
  /** False for readers who cannot open the merchant's orders. */
  linksOrders: boolean;
}

function inUnit(amount: number, unit: Unit): string {
  return unit === 'money' ? formatMoney(fen(amount)) : formatPoints(amount);
}

function Change({ change, unit }: { change: number; unit: Unit }) {
  return (
    <span className={`figures whitespace-nowrap ${change > 0 ? 'text-received' : ''}`}>
      {change > 0 ? '+' : ''}
      {inUnit(change, unit)}
    </span>
  );
}

function What({ row, linksOrders }: { row: Entry; linksOrders: boolean }) {
  const kind = useTranslations('ledgerKind');
  const { orderId, reason } = row;
  return (
    <span className="block min-w-0">
      <span className="block">
        {kind(row.kind)}
        {orderId === null ? null : linksOrders ? (
          <>
            {' '}
            <PageLink href={`/orders/${orderId}`} className="figures text-accent hover:underline">
              {orderId}
            </PageLink>
          </>
        ) : (
          <span className="figures"> {orderId}</span>
        )}
      </span>
      {reason === '' ? null : <span className="block text-xs break-words text-muted">{reason}</span>}
    </span>
  );
}

function LedgerTable({ rows, unit, label, linksOrders }: LedgerListProps) {
  const t = useTranslations('settlements');
  return (
    <Table variant="secondary">
      <Table.ScrollContainer>
        <Table.Content aria-label={label}>
          <Table.Header>
            <Table.Column>{t('time')}</Table.Column>
            <Table.Column isRowHeader>{t('what')}</Table.Column>
            <Table.Column className="text-end">{t('change')}</Table.Column>
            <Table.Column className="text-end">{t('after')}</Table.Column>
          </Table.Header>
          <Table.Body>
            {rows.map((row) => (
              <Table.Row key={row.id} id={row.id}>
                <Table.Cell>
                  <Moment at={row.at} />
                </Table.Cell>
                <Table.Cell>
                  <What row={row} linksOrders={linksOrders} />
                </Table.Cell>
                <Table.Cell className="text-end">
                  <Change change={row.change} unit={unit} />
                </Table.Cell>
                <Table.Cell className="figures text-end whitespace-nowrap">
                  {inUnit(row.balance, unit)}
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table.Content>
      </Table.ScrollContainer>
    </Table>
  );
}

/** The movements of a book with the balance after each: a table where there is room for one, else a list. */
export function LedgerList(props: LedgerListProps) {
  const t = useTranslations('settlements');
  return (
    <>
      <div className="hidden lg:block">
        <LedgerTable {...props} />
      </div>
      <ul aria-label={props.label} className="divide-y divide-line lg:hidden">
        {props.rows.map((row) => (
          <li key={row.id} className="space-y-1 px-4 py-3">
            <div className="flex items-start justify-between gap-4">
              <What row={row} linksOrders={props.linksOrders} />
              <Change change={row.change} unit={props.unit} />
            </div>
            <div className="flex flex-wrap justify-between gap-x-4 text-xs text-muted">
              <Moment at={row.at} />
              <span className="figures">
                {t('after')} {inUnit(row.balance, props.unit)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
