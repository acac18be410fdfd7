'use client';

import { Table } from '@heroui/react';
import { useTranslations } from 'next-intl';
import {
  CallbackRate,
  LastLogin,
  OnlineAccounts,
  PaidLately,
  PlanExpiry,
} from '@/components/operator/merchant-health';
import { MerchantStatus } from '@/components/operator/merchant-status';
import { Facts } from '@/components/ui/facts';
import { PageLink } from '@/components/ui/page-link';
import type { MerchantHealth } from '@/lib/core/overview';

function NameLink({ row }: { row: MerchantHealth }) {
  return (
    <>
      <PageLink
        href={`/operator/merchants/${row.merchantId}`}
        className="block max-w-56 truncate text-accent hover:underline"
      >
        {row.name}
      </PageLink>
      <span className="block max-w-56 truncate text-xs text-muted">
        {row.email} · <span className="figures">{row.pid}</span>
      </span>
    </>
  );
}

function MerchantTable({ rows }: { rows: readonly MerchantHealth[] }) {
  const t = useTranslations('merchants');
  return (
    <Table variant="secondary">
      <Table.ScrollContainer>
        <Table.Content aria-label={t('table')}>
          <Table.Header>
            <Table.Column isRowHeader>{t('name')}</Table.Column>
            <Table.Column>{t('status')}</Table.Column>
            <Table.Column className="text-end">{t('online')}</Table.Column>
            <Table.Column className="text-end">{t('paid24h')}</Table.Column>
            <Table.Column className="text-end">{t('callbackRate')}</Table.Column>
            <Table.Column className="text-end">{t('points')}</Table.Column>
            <Table.Column>{t('planExpiry')}</Table.Column>
            <Table.Column>{t('lastLogin')}</Table.Column>
          </Table.Header>
          <Table.Body>
            {rows.map((row) => (
              <Table.Row key={row.merchantId} id={row.merchantId}>
                <Table.Cell>
                  <NameLink row={row} />
                </Table.Cell>
                <Table.Cell>
                  <MerchantStatus status={row.status} />
                </Table.Cell>
                <Table.Cell className="text-end">
                  <OnlineAccounts health={row} />
                </Table.Cell>
                <Table.Cell className="text-end">
                  <PaidLately health={row} />
                </Table.Cell>
                <Table.Cell className="text-end">
                  <CallbackRate health={row} />
                </Table.Cell>
                <Table.Cell className="figures text-end">{row.points}</Table.Cell>
                <Table.Cell>
                  <PlanExpiry health={row} />
                </Table.Cell>
                <Table.Cell>
                  <LastLogin at={row.lastLoginAt} />
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table.Content>
      </Table.ScrollContainer>
    </Table>
  );
}

export function MerchantList({ rows }: { rows: readonly MerchantHealth[] }) {
  const t = useTranslations('merchants');
  return (
    <>
      <div className="hidden xl:block">
        <MerchantTable rows={rows} />
      </div>
      <ul className="divide-y divide-line xl:hidden">
        {rows.map((row) => (
          <li key={row.merchantId} className="space-y-3 p-4">
            <div className="flex items-start justify-between gap-4">
              <div className="min-w-0">
                <NameLink row={row} />
              </div>
              <MerchantStatus status={row.status} />
            </div>
            <Facts
              facts={[
                { label: t('online'), value: <OnlineAccounts health={row} /> },
                { label: t('paid24h'), value: <PaidLately health={row} /> },
                { label: t('callbackRate'), value: <CallbackRate health={row} /> },
                { label: t('points'), value: <span className="figures">{row.points}</span> },
                { label: t('planExpiry'), value: <PlanExpiry health={row} /> },
                { label: t('lastLogin'), value: <LastLogin at={row.lastLoginAt} /> },
              ]}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
