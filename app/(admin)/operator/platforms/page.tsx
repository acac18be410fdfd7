import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlatformCheck } from '@/components/platforms/platform-check';
import { PlatformForm } from '@/components/platforms/platform-form';
import { PlatformKey } from '@/components/platforms/platform-key';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { RawText } from '@/components/ui/raw-text';
import { Slip } from '@/components/ui/slip';
import { requireOperator } from '@/lib/auth/current-user';
import { findPlatform, logonAnswerUrl } from '@/lib/core/sessions';
import { renewKey, savePlatform, tryPlatform } from './actions';

const FIELDS = ['gatewayUrl', 'authoriseUrl', 'appId', 'privateKey', 'alipayPublicKey'] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('platforms'))('title') };
}

export default async function PlatformsPage() {
  await requireOperator();
  const [platform, t] = await Promise.all([findPlatform('alipay-bill'), getTranslations('platforms')]);
  const missing = FIELDS.filter((field) => platform.missing.includes(field));
  const answerUrl = logonAnswerUrl();
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="mb-4">
        {missing.length === 0 ? (
          <Notice kind="info">
            <p>{t('ready')}</p>
          </Notice>
        ) : (
          <Notice kind="attention" title={t('missingTitle')}>
            <ul className="list-disc ps-5">
              {missing.map((field) => (
                <li key={field}>{t(field)}</li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Slip title={t('alipay')}>
          <PlatformForm platform={platform} save={savePlatform} />
        </Slip>
        <div className="space-y-4">
          <PlatformKey publicKey={platform.publicKey} renew={renewKey} />
          <Slip
            title={t('answerTitle')}
            description={t('answerText')}
            actions={<CopyButton name={t('answerTitle')} text={answerUrl} />}
          >
            <RawText label={t('answerTitle')} text={answerUrl} />
          </Slip>
          <PlatformCheck check={tryPlatform} />
        </div>
      </div>
    </>
  );
}
