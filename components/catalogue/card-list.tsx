'use client';

import { Table } from '@heroui/react';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { CardRow } from '@/components/catalogue/card-row';
import { CardStatus } from '@/components/catalogue/card-status';
import { ActionButton } from '@/components/ui/action-button';
import { HiddenText } from '@/components/ui/hidden-text';
import { Moment } from '@/components/ui/moment';
import { PageLink } from '@/components/ui/page-link';
import type { Action } from '@/lib/auth/action-result';
import type { Mode } from '@/lib/core/vocabulary';

interface CardVerbs {
  readonly reveal: Action<string>;
  readonly remove: Action<null>;
}

interface CardListProps {
  rows: readonly CardRow[];
  /** Where on which shelf the rows stand; the server finds a key to reveal there. */
  place: {
    readonly mode: Mode;
    readonly productId: number;
    readonly status: CardRow['status'] | null;
    readonly page: number;
  };
  verbs: CardVerbs;
}

interface CardProps extends Omit<CardListProps, 'rows'> {
  row: CardRow;
}

function CardText({ row, place, verbs }: CardProps) {
  const t = useTranslations('cards');
  return (
    <HiddenText
      masked={row.masked}
      name={t('one', { masked: row.masked })}
      action={verbs.reveal}
      input={{ cardId: row.id, ...place }}
    />
  );
}

function CardOrder({ row }: { row: CardRow }) {
  const t = useTranslations('common');
  if (row.orderId === null) return <span className="text-muted">{t('none')}</span>;
  return (
    <PageLink href={`/orders/${row.orderId}`} className="figures text-accent hover:underline">
      {row.orderId}
    </PageLink>
  );
}

function RemoveCardButton({ row, place, verbs }: CardProps) {
  const t = useTranslations('cards');
  if (row.status !== 'unsold') return null;
  return (
    <ActionButton
      action={verbs.remove}
      input={{ productId: place.productId, cardIds: [row.id] }}
      label={t('remove')}
      icon={<Trash2 aria-hidden="true" />}
      variant="danger-soft"
      size="sm"
      confirm={{ title: t('removeTitle', { masked: row.masked }), text: t('removeText') }}
    />
  );
}

function CardTable({ rows, ...rest }: CardListProps) {
  const t = useTranslations('cards');
  return (
    <Table variant="secondary">
      <Table.ScrollContainer>
        <Table.Content aria-label={t('title')}>
          <Table.Header>
            <Table.Column isRowHeader>{t('key')}</Table.Column>
            <Table.Column>{t('status')}</Table.Column>
            <Table.Column>{t('order')}</Table.Column>
            <Table.Column>{t('createdAt')}</Table.Column>
            <Table.Column>{t('movedAt')}</Table.Column>
            <Table.Column className="text-end">{t('actions')}</Table.Column>
          </Table.Header>
          <Table.Body>
            {rows.map((row) => (
              <Table.Row key={row.id} id={row.id}>
                <Table.Cell className="max-w-96">
                  <CardText row={row} {...rest} />
                </Table.Cell>
                <Table.Cell>
                  <CardStatus status={row.status} />
                </Table.Cell>
                <Table.Cell>
                  <CardOrder row={row} />
                </Table.Cell>
                <Table.Cell>
                  <Moment at={row.createdAt} />
                </Table.Cell>
                <Table.Cell>
                  <Moment at={row.movedAt} />
                </Table.Cell>
                <Table.Cell className="text-end">
                  <RemoveCardButton row={row} {...rest} />
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table.Content>
      </Table.ScrollContainer>
    </Table>
  );
}

/** A table where there is room for one, cards elsewhere. */
export function CardList({ rows, ...rest }: CardListProps) {
  return (
    <>
      <div className="hidden lg:block">
        <CardTable rows={rows} {...rest} />
      </div>
      <ul className="divide-y divide-line lg:hidden">
        {rows.map((row) => (
          <li key={row.id} className="space-y-2 px-4 py-3">
            <div className="flex items-start justify-between gap-4">
              <CardText row={row} {...rest} />
              <CardStatus status={row.status} />
            </div>
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-xs text-muted">
              {row.orderId === null ? <Moment at={row.createdAt} /> : <CardOrder row={row} />}
              <RemoveCardButton row={row} {...rest} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
