'use client';

import { Button } from '@heroui/react';
import { EyeOff, HandCoins } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useReasonWords } from '@/components/notices/reason-words';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { formatMoney } from '@/components/ui/format';
import { LinkButton } from '@/components/ui/link-button';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { RawText } from '@/components/ui/raw-text';
import { Reveal } from '@/components/ui/reveal';
import type { Action } from '@/lib/auth/action-result';
import type { MaybeMoney as Found, UnreadNotice } from '@/lib/core/monitoring';
import { PAY_TYPES } from '@/lib/core/vocabulary';
import { formatYuan } from '@/lib/platform/money';

export interface NoticeVerbs {
  readonly take: Action<null>;
  readonly dismiss: Action<null>;
}

function Reason() {
  const t = useTranslations('inbox');
  return (
    <Field name="reason" label={t('reasonLabel')} hint={t('reasonHint')} autoComplete="off" isRequired />
  );
}

function TakeDialog({ notice, action }: { notice: UnreadNotice; action: Action<null> }) {
  const t = useTranslations('inbox');
  const payType = useTranslations('payType');
  const trigger = (
    <Button size="sm" aria-label={`${t('take')} ${notice.id}`}>
      <HandCoins aria-hidden="true" />
      {t('take')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('takeTitle')}
      action={action}
      fixed={{ noticeId: notice.id }}
      submitLabel={t('take')}
    >
      <Notice kind="attention">
        <p>{t('takeText')}</p>
      </Notice>
      <Field
        name="amount"
        label={t('amount')}
        defaultValue={notice.amountMaybe === null ? '' : formatYuan(notice.amountMaybe)}
        inputMode="decimal"
        autoComplete="off"
        isRequired
      />
      <Choice
        name="type"
        label={t('type')}
        options={PAY_TYPES.map((id) => ({ id, label: payType(id) }))}
        defaultValue={notice.sender.startsWith('com.tencent.') ? 'wechat' : 'alipay'}
      />
      <Reason />
    </FormDialog>
  );
}

function DismissDialog({ notice, action }: { notice: UnreadNotice; action: Action<null> }) {
  const t = useTranslations('inbox');
  const trigger = (
    <Button size="sm" variant="outline" aria-label={`${t('dismiss')} ${notice.id}`}>
      <EyeOff aria-hidden="true" />
      {t('dismiss')}
    </Button>
  );
  return (
    <FormDialog
      trigger={trigger}
      title={t('dismissTitle')}
      action={action}
      fixed={{ noticeId: notice.id }}
      submitLabel={t('dismiss')}
    >
      <p>{t('dismissText')}</p>
      <Reason />
    </FormDialog>
  );
}

function Item({ notice, verbs }: { notice: UnreadNotice; verbs: NoticeVerbs }) {
  const t = useTranslations('inbox');
  const wordsOf = useReasonWords();
  const words = notice.title === null ? notice.text : `${notice.title}\n${notice.text}`;
  return (
    <li className="space-y-3 p-4">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0 space-y-1 break-words">
          <p>{wordsOf(notice.reason)}</p>
          <p className="text-xs break-all text-muted">
            {notice.monitorName} · {notice.sender}
          </p>
        </div>
        <div className="shrink-0 text-end">
          <p className="figures text-lg font-medium">
            {notice.amountMaybe === null ? '' : t('maybe', { amount: formatMoney(notice.amountMaybe) })}
          </p>
          <p className="text-xs text-muted">
            <Moment at={notice.seenAt} />
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <TakeDialog notice={notice} action={verbs.take} />
        <DismissDialog notice={notice} action={verbs.dismiss} />
      </div>
      <Reveal summary={t('raw')}>
        <RawText label={t('noticeOf', { id: notice.id })} text={words} />
      </Reveal>
    </li>
  );
}

/** Notices that nobody could read and in which an amount stands: no payments, until their merchant has seen the bill. */
export function MaybeMoney({ found, verbs }: { found: Found; verbs: NoticeVerbs }) {
  const t = useTranslations('inbox');
  if (found.count === 0) return null;
  return (
    <section aria-labelledby="maybe-money" className="slip overflow-clip">
      <div className="flex flex-wrap items-start justify-between gap-2 border-b border-line p-4">
        <div className="min-w-0">
          <h2 id="maybe-money" className="text-base">
            {t('maybeTitle', { count: found.count, sum: formatMoney(found.sum) })}
          </h2>
          <p className="max-w-prose text-muted">{t('maybeText')}</p>
        </div>
        <LinkButton href="/accounts#unread" size="sm">
          {t('maybeAll')}
        </LinkButton>
      </div>
      <ul className="divide-y divide-line">
        {found.rows.map((notice) => (
          <Item key={notice.id} notice={notice} verbs={verbs} />
        ))}
      </ul>
    </section>
  );
}
