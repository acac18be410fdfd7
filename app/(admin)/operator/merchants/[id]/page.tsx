import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import {
  CallbackRate,
  LastLogin,
  OnlineAccounts,
  PaidLately,
  PlanExpiry,
} from '@/components/operator/merchant-health';
import { MerchantStatus } from '@/components/operator/merchant-status';
import { ActAsDialog, ResumeButton, SuspendDialog } from '@/components/operator/standing-dialogs';
import { Facts } from '@/components/ui/facts';
import { LinkButton } from '@/components/ui/link-button';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { Slip } from '@/components/ui/slip';
import { requireOperator } from '@/lib/auth/current-user';
import { ACTING_MINUTES } from '@/lib/core/merchants';
import { findMerchantHealth, type MerchantHealth } from '@/lib/core/overview';
import { actAsMerchant, resume, suspend } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('merchants'))('title') };
}

interface MerchantPageProps {
  params: Promise<{ id: string }>;
}

async function HealthFacts({ health }: { health: MerchantHealth }) {
  const t = await getTranslations('merchants');
  return (
    <Slip title={t('facts')}>
      <Facts
        facts={[
          { label: t('pid'), value: <span className="figures">{health.pid}</span> },
          { label: t('email'), value: <span className="break-all">{health.email}</span> },
          { label: t('online'), value: <OnlineAccounts health={health} /> },
          { label: t('paid24h'), value: <PaidLately health={health} /> },
          { label: t('callbackRate'), value: <CallbackRate health={health} /> },
          { label: t('points'), value: <span className="figures">{health.points}</span> },
          { label: t('planExpiry'), value: <PlanExpiry health={health} /> },
          { label: t('lastLogin'), value: <LastLogin at={health.lastLoginAt} /> },
          { label: t('createdAt'), value: <Moment at={health.createdAt} /> },
        ]}
      />
    </Slip>
  );
}

export default async function MerchantPage({ params }: MerchantPageProps) {
  await requireOperator();
  const [{ id }, t] = await Promise.all([params, getTranslations('merchants')]);
  const health = /^[1-9]\d{0,14}$/.test(id) ? await findMerchantHealth(Number(id)) : null;
  if (health === null) notFound();
  const { merchantId, name, status, suspendedReason, suspendedAt } = health;
  const who = { merchantId, merchantName: name };
  return (
    <>
      <PageLink
        href="/operator/merchants"
        className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent"
      >
        <ArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </PageLink>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <MerchantStatus status={status} />
          <h1 className="mt-1 text-xl leading-8 break-words">{name}</h1>
        </div>
        <div className="flex flex-wrap gap-2">
          <ActAsDialog {...who} minutes={ACTING_MINUTES} action={actAsMerchant} />
          {status === 'active' ? (
            <SuspendDialog {...who} action={suspend} />
          ) : (
            <ResumeButton {...who} action={resume} />
          )}
        </div>
      </header>
      <div className="space-y-4">
        {suspendedReason === null ? null : (
          <Notice kind="attention" title={t('suspendedNotice', { reason: suspendedReason })}>
            {suspendedAt === null ? null : (
              <p>
                {t('suspendedSince')} <Moment at={suspendedAt} />
              </p>
            )}
          </Notice>
        )}
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <HealthFacts health={health} />
          <Slip title={t('links')}>
            <div className="flex flex-wrap gap-2">
              <LinkButton href={`/operator/merchants/${merchantId}/settlements`}>
                {t('settlements')}
              </LinkButton>
              <LinkButton href={`/operator/merchants/${merchantId}/points`}>{t('pointsLink')}</LinkButton>
              <LinkButton href="/operator/plans">{t('plans')}</LinkButton>
              <LinkButton href={`/operator/audit?merchant=${merchantId}`}>{t('auditOf')}</LinkButton>
            </div>
          </Slip>
        </div>
      </div>
    </>
  );
}
