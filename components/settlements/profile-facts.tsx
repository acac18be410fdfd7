import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import type { SettlementMethod } from '@/lib/core/vocabulary';

export interface Profile {
  readonly method: SettlementMethod;
  readonly account: string;
  readonly holder: string;
}

/** Where a settlement is paid to. */
export function ProfileFacts({ profile }: { profile: Profile }) {
  const t = useTranslations('settlements');
  const method = useTranslations('settlementMethod');
  return (
    <Facts
      facts={[
        { label: t('method'), value: method(profile.method) },
        {
          label: t('account'),
          value: (
            <span className="flex items-center gap-1">
              <span className="min-w-0 break-all">{profile.account}</span>
              <CopyButton text={profile.account} name={t('account')} isCompact />
            </span>
          ),
        },
        { label: t('holder'), value: <span className="break-words">{profile.holder}</span> },
      ]}
    />
  );
}
