import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RecentList } from '@/components/notifications/recent-list';
import { AddTargetDialog } from '@/components/notifications/target-dialogs';
import { TargetList } from '@/components/notifications/target-list';
import { PageHeader } from '@/components/ui/page-header';
import { Slip } from '@/components/ui/slip';
import { requireMerchant } from '@/lib/auth/current-user';
import { listTargets, mailSettings, recentNotifications } from '@/lib/core/notifications';
import { MERCHANT_EVENTS } from '@/lib/core/vocabulary';
import { dropTarget, saveTarget, switchTarget, testTarget } from './actions';

const RECENT = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') };
}

export default async function NotificationsPage() {
  const [{ merchantId }, t] = await Promise.all([requireMerchant(), getTranslations('notifications')]);
  const [targets, recent, mail] = await Promise.all([
    listTargets(merchantId),
    recentNotifications(merchantId, RECENT),
    mailSettings(),
  ]);
  const verbs = { save: saveTarget, turn: switchTarget, drop: dropTarget, test: testTarget };
  const about = { events: MERCHANT_EVENTS, hasMail: mail !== null };
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<AddTargetDialog about={about} action={saveTarget} />}
      />
      <div className="space-y-8">
        <TargetList targets={targets} about={about} verbs={verbs} />
        {recent.length === 0 ? null : (
          <Slip title={t('recent.title')}>
            <RecentList rows={recent} />
          </Slip>
        )}
      </div>
    </>
  );
}
