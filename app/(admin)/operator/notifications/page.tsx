import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MailForm, MailTrial, RobotBasesForm } from '@/components/notifications/mail-form';
import { RecentList } from '@/components/notifications/recent-list';
import { AddTargetDialog } from '@/components/notifications/target-dialogs';
import { TargetList } from '@/components/notifications/target-list';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Slip } from '@/components/ui/slip';
import { requireOperator } from '@/lib/auth/current-user';
import { listTargets, mailSettings, recentNotifications, robotBases } from '@/lib/core/notifications';
import { OPERATOR_EVENTS } from '@/lib/core/vocabulary';
import { dropTarget, saveBases, saveMail, saveTarget, switchTarget, testMail, testTarget } from './actions';

const RECENT = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications.operator'))('title') };
}

export default async function OperatorNotificationsPage() {
  await requireOperator();
  const [targets, recent, mail, bases, t] = await Promise.all([
    listTargets(null),
    recentNotifications(null, RECENT),
    mailSettings(),
    robotBases(),
    getTranslations('notifications'),
  ]);
  const verbs = { save: saveTarget, turn: switchTarget, drop: dropTarget, test: testTarget };
  const about = { events: OPERATOR_EVENTS, hasMail: mail !== null };
  return (
    <>
      <PageHeader
        title={t('operator.title')}
        description={t('operator.description')}
        actions={<AddTargetDialog about={about} action={saveTarget} />}
      />
      <div className="space-y-8">
        <TargetList targets={targets} about={about} verbs={verbs} />
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
          <Slip title={t('operator.mailTitle')} description={t('operator.mailHint')}>
            <div className="space-y-6">
              {mail === null ? <Notice kind="attention">{t('operator.mailMissing')}</Notice> : null}
              <MailForm settings={mail} action={saveMail} />
              {mail === null ? null : <MailTrial action={testMail} />}
            </div>
          </Slip>
          <Slip title={t('operator.robotsTitle')} description={t('operator.robotsHint')}>
            <RobotBasesForm bases={bases} action={saveBases} />
          </Slip>
        </div>
        {recent.length === 0 ? null : (
          <Slip title={t('recent.title')}>
            <RecentList rows={recent} />
          </Slip>
        )}
      </div>
    </>
  );
}
