'use client';

import { Table } from '@heroui/react';
import { CircleCheck, CirclePause } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Facts } from '@/components/ui/facts';
import { Moment } from '@/components/ui/moment';
import { Status } from '@/components/ui/status';
import type { MerchantSummary } from '@/lib/core/merchants';

export interface MerchantRow extends MerchantSummary {
  readonly ordersToday: number;
}

function MerchantStatus({ status }: { status: MerchantRow['status'] }) {
  const t = useTranslations('merchants');
  return status === 'active' ? (
    <Status tone="calm" icon={CircleCheck}>
      {t('active')}
    </Status>
  ) : (
    <Status tone="attention" icon={CirclePause}>
      {t('suspended')}
    </Status>
  );
}

function LastLogin({ at }: { at: Date | null }) {
  const t = useTranslations('common');
  return at === null ? <span className="text-muted">{t('never')}</span> : <Moment at={at} />;
}

function MerchantTable({ rows }: { rows: readonly MerchantRow[] }) {
  const t = useTranslations('merchants');
  return (
    <Table variant="secondary">
      <Table.ScrollContainer>
        <Table.Content aria-label={t('table')}>
          <Table.Header>
            <Table.Column isRowHeader>{t('name')}</Table.Column>
            <Table.Column>{t('pid')}</Table.Column>
            <Table.Column>{t('status')}</Table.Column>
            <Table.Column className="text-end">{t('ordersToday')}</Table.Column>
            <Table.Column>{t('lastLogin')}</Table.Column>
            <Table.Column>{t('createdAt')}</Table.Column>
          </Table.Header>
          <Table.Body>
            {rows.map((row) => (
              <Table.Row key={row.merchantId} id={row.merchantId}>
                <Table.Cell>
                  <span className="block">{row.name}</span>
                  <span className="block text-xs text-muted">{row.email}</span>
                </Table.Cell>
                <Table.Cell className="figures">{row.pid}</Table.Cell>
                <Table.Cell>
                  <MerchantStatus status={row.status} />
                </Table.Cell>
                <Table.Cell className="figures text-end">{row.ordersToday}</Table.Cell>
                <Table.Cell>
                  <LastLogin at={row.lastLoginAt} />
                </Table.Cell>
                <Table.Cell>
                  <Moment at={row.createdAt} />
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table.Content>
      </Table.ScrollContainer>
    </Table>
  );
}

export function MerchantList({ rows }: { rows: readonly MerchantRow[] }) {
  const t = useTranslations('merchants');
  return (
    <>
      <div className="hidden lg:block">
        <MerchantTable rows={rows} />
      </div>
      <ul className="divide-y divide-line lg:hidden">
        {rows.map((row) => (
          <li key={row.merchantId} className="space-y-3 p-4">
            <div className="flex items-start justify-between gap-4">
              <div className="min-w-0">
                <p className="truncate text-base">{row.name}</p>
                <p className="truncate text-xs text-muted">{row.email}</p>
              </div>
              <MerchantStatus status={row.status} />
            </div>
            <Facts
              facts={[
                { label: t('pid'), value: <span className="figures">{row.pid}</span> },
                { label: t('ordersToday'), value: <span className="figures">{row.ordersToday}</span> },
                { label: t('lastLogin'), value: <LastLogin at={row.lastLoginAt} /> },
              ]}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
