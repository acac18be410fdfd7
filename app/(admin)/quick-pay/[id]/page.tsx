import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { EditLinkDialog, RotateLinkDialog } from '@/components/quick-pay/link-dialogs';
import { LinkNumbers } from '@/components/quick-pay/link-numbers';
import { LinkStatus } from '@/components/quick-pay/link-status';
import { ShareKit } from '@/components/quick-pay/share-kit';
import { TurnLinkButton } from '@/components/quick-pay/turn-link-button';
import { formatTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { getSettings } from '@/lib/core/merchants';
import { describeLink, type Link as QuickPayLink } from '@/lib/core/quick-pay';
import { editLink, rotateToken, shareLink, turnOneLink } from '../actions';
import { drawShare } from '../draw-share';

interface LinkPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('quickPay'))('title') };
}

async function Warnings({ link, isOpen }: { link: QuickPayLink; isOpen: boolean }) {
  const t = await getTranslations('quickPay');
  const { previousTokenUntil } = link;
  return (
    <>
      {isOpen ? null : (
        <Notice kind="attention" title={t('notOpenTitle')}>
          <p>{t('notOpenText')}</p>
        </Notice>
      )}
      {previousTokenUntil === null ? null : (
        <Notice kind="info">
          <p>{t('graceNote', { time: formatTime(previousTokenUntil) })}</p>
        </Notice>
      )}
    </>
  );
}

export default async function LinkPage({ params }: LinkPageProps) {
  const [{ merchantId }, mode, { id }, t, locale] = await Promise.all([
    requireMerchant(),
    currentMode(),
    params,
    getTranslations('quickPay'),
    getLocale(),
  ]);
  const found = /^\d{1,15}$/.test(id) ? await describeLink({ merchantId, mode, linkId: Number(id) }) : null;
  if (found === null) notFound();
  const { link, state, ...numbers } = found;
  const [first, { isQuickPayOpen: isOpen }] = await Promise.all([
    drawShare(link, { price: '', custom: '', isLocking: false, skin: '' }, locale),
    getSettings(merchantId),
  ]);
  return (
    <>
      <PageLink href="/quick-pay" className="mb-2 inline-flex min-h-6 items-center gap-1 text-accent">
        <ArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </PageLink>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <LinkStatus state={state} isOpen={isOpen} />
          <h1 className="mt-1 text-xl leading-8">{link.title}</h1>
        </div>
        <div className="flex flex-wrap gap-2">
          <RotateLinkDialog linkId={link.id} action={rotateToken} />
          <TurnLinkButton link={link} action={turnOneLink} />
          <EditLinkDialog link={link} action={editLink} />
        </div>
      </header>
      <div className="space-y-4">
        <Warnings link={link} isOpen={isOpen} />
        <section aria-label={t('numbers')} className="slip p-4 sm:px-6">
          <LinkNumbers {...numbers} />
        </section>
        <ShareKit linkId={link.id} first={first} action={shareLink} />
      </div>
    </>
  );
}
