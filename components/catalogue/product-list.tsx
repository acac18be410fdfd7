'use client';

import { Table } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { PictureFrame } from '@/components/catalogue/picture-frame';
import type { ProductRow } from '@/components/catalogue/product-row';
import { SaleStatus } from '@/components/catalogue/sale-status';
import { StockLine } from '@/components/catalogue/stock';
import { formatMoney } from '@/components/ui/format';
import { PageLink } from '@/components/ui/page-link';

function ProductTable({ rows }: { rows: readonly ProductRow[] }) {
  const t = useTranslations('products');
  const cards = useTranslations('cards');
  return (
    <Table variant="secondary">
      <Table.ScrollContainer>
        <Table.Content aria-label={t('title')}>
          <Table.Header>
            <Table.Column isRowHeader>{t('product')}</Table.Column>
            <Table.Column>{t('category')}</Table.Column>
            <Table.Column className="text-end">{t('priceColumn')}</Table.Column>
            <Table.Column className="text-end">{cards('unsold')}</Table.Column>
            <Table.Column className="text-end">{cards('locked')}</Table.Column>
            <Table.Column className="text-end">{cards('sold')}</Table.Column>
            <Table.Column className="text-end">{cards('owed')}</Table.Column>
            <Table.Column>{t('status')}</Table.Column>
          </Table.Header>
          <Table.Body>
            {rows.map((row) => (
              <Table.Row key={row.id} id={row.id} href={`/products/${row.id}`}>
                <Table.Cell>
                  <span className="flex items-center gap-3">
                    <PictureFrame source={row.picture} />
                    <span className="min-w-0">
                      <PageLink
                        href={`/products/${row.id}`}
                        className="block max-w-80 truncate text-accent hover:underline"
                      >
                        {row.name}
                      </PageLink>
                      <span className="figures block text-xs text-muted">{t('number', { id: row.id })}</span>
                    </span>
                  </span>
                </Table.Cell>
                <Table.Cell>
                  {row.categoryName ?? <span className="text-muted">{t('noCategory')}</span>}
                </Table.Cell>
                <Table.Cell className="figures text-end">{formatMoney(row.price)}</Table.Cell>
                {(['unsold', 'locked', 'sold', 'owed'] as const).map((name) => (
                  <Table.Cell
                    key={name}
                    className={`figures text-end ${name === 'owed' && row.owed > 0 ? 'text-attention' : ''}`}
                  >
                    {row.delivery === 'cards' ? row[name] : '–'}
                  </Table.Cell>
                ))}
                <Table.Cell>
                  <SaleStatus product={row} />
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table.Content>
      </Table.ScrollContainer>
    </Table>
  );
}

function ProductCard({ row }: { row: ProductRow }) {
  const t = useTranslations('products');
  return (
    <li className="relative flex gap-3 px-4 py-3 focus-within:bg-default">
      <PictureFrame source={row.picture} className="size-14" />
      <div className="min-w-0 flex-1 space-y-1">
        <div className="flex items-start justify-between gap-3">
          <PageLink
            href={`/products/${row.id}`}
            className="min-w-0 truncate text-accent after:absolute after:inset-0"
          >
            {row.name}
          </PageLink>
          <span className="figures font-medium whitespace-nowrap">{formatMoney(row.price)}</span>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span className="text-xs text-muted">{row.categoryName ?? t('noCategory')}</span>
          <SaleStatus product={row} />
        </div>
        {row.delivery === 'cards' ? <StockLine product={row} /> : null}
      </div>
    </li>
  );
}

/** A table where there is room for one, cards elsewhere. */
export function ProductList({ rows }: { rows: readonly ProductRow[] }) {
  return (
    <>
      <div className="hidden lg:block">
        <ProductTable rows={rows} />
      </div>
      <ul className="divide-y divide-line lg:hidden">
        {rows.map((row) => (
          <ProductCard key={row.id} row={row} />
        ))}
      </ul>
    </>
  );
}
