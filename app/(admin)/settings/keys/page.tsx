import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { KeyCard } from '@/components/settings/key-card';
import { formatTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { requireMerchant } from '@/lib/auth/current-user';
import { describeKeys } from '@/lib/core/merchants';
import { env } from '@/lib/platform/env';
import { replaceSecrets, showSecrets } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('keys'))('title') };
}

export default async function KeysPage() {
  const [{ merchantId }, t] = await Promise.all([requireMerchant(), getTranslations('keys')]);
  const keys = await describeKeys(merchantId);
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="space-y-4">
        {keys.map(({ mode, overlapEndsAt }) =>
          overlapEndsAt === null ? null : (
            <Notice key={mode} kind="attention">
              <p>
                {t(mode === 'live' ? 'overlapBanner' : 'overlapBannerTest', {
                  time: formatTime(overlapEndsAt),
                })}
              </p>
            </Notice>
          ),
        )}
        <div className="grid items-start gap-4 xl:grid-cols-2">
          {keys.map((key) => (
            <KeyCard
              key={key.mode}
              description={key}
              epayAddress={`${env.publicUrl}/`}
              reveal={showSecrets}
              rotate={replaceSecrets}
            />
          ))}
        </div>
      </div>
    </>
  );
}
