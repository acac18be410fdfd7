import { useTranslations } from 'next-intl';
import { RevealDialog, RotateDialog } from '@/components/settings/secret-dialogs';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { Moment } from '@/components/ui/moment';
import { Slip } from '@/components/ui/slip';
import type { Action } from '@/lib/auth/action-result';
import type { KeyDescription, Secrets } from '@/lib/core/merchants';

interface KeyCardProps {
  description: KeyDescription;
  /** What 易支付 clients take for the gateway's address; they add submit.php and the like. */
  epayAddress: string;
  reveal: Action<Secrets>;
  rotate: Action<Secrets>;
}

function Value({ text, name }: { text: string; name: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="font-mono text-xs break-all">{text}</code>
      <CopyButton text={text} name={name} isCompact />
    </span>
  );
}

function Hidden({ words }: { words: string }) {
  return (
    <span>
      <span className="font-mono" aria-hidden="true">
        ••••••••••••{' '}
      </span>
      <span className="text-muted">{words}</span>
    </span>
  );
}

export function KeyCard({ description, epayAddress, reveal, rotate }: KeyCardProps) {
  const t = useTranslations('keys');
  const { mode, pid, appkey, rotatedAt, revealedAt } = description;
  const isTest = mode === 'test';
  const secretWords = t(revealedAt === null ? 'unseen' : 'hidden');
  return (
    <Slip title={t(mode)} {...(isTest ? { description: t('testHint') } : {})}>
      <Facts
        facts={[
          { label: t('appkey'), value: <Value text={appkey} name={`${t(mode)} ${t('appkey')}`} /> },
          { label: t('appsecret'), value: <Hidden words={secretWords} /> },
          {
            label: t('epayAddress'),
            value: <Value text={epayAddress} name={`${t(mode)} ${t('epayAddress')}`} />,
          },
          { label: t('pid'), value: <Value text={String(pid)} name={`${t(mode)} ${t('pid')}`} /> },
          { label: t('epayKey'), value: <Hidden words={secretWords} /> },
          { label: t('rotatedAt'), value: <Moment at={rotatedAt} /> },
        ]}
      />
      <div className="mt-4 flex flex-wrap justify-end gap-2 border-t border-line pt-4">
        {revealedAt === null ? <RevealDialog mode={mode} action={reveal} /> : null}
        <RotateDialog mode={mode} action={rotate} />
      </div>
    </Slip>
  );
}
