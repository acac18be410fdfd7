import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EndSessionsButton } from '@/components/settings/end-sessions-button';
import { PasswordForm } from '@/components/settings/password-form';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Slip } from '@/components/ui/slip';
import { requireUser } from '@/lib/auth/current-user';
import { endAllSessions, replacePassword } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('security'))('title') };
}

export default async function SecurityPage() {
  const [user, t, problem] = await Promise.all([
    requireUser(),
    getTranslations('security'),
    getTranslations('problem'),
  ]);
  return (
    <>
      <PageHeader title={t('title')} description={t('signedInAs', { email: user.email })} />
      {user.acting === null ? (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <Slip title={t('password')}>
            <PasswordForm rotatesSecret={user.role === 'merchant'} action={replacePassword} />
          </Slip>
          <Slip title={t('sessions')} description={t('sessionsText')}>
            <EndSessionsButton action={endAllSessions} />
          </Slip>
        </div>
      ) : (
        <Notice kind="attention">
          <p>{problem('impersonation_not_yours.cause')}</p>
        </Notice>
      )}
    </>
  );
}
