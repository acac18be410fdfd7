'use client';

import { useTranslations } from 'next-intl';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { SwitchRow } from '@/components/ui/switch-row';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { MerchantSettings } from '@/lib/core/merchants';

interface VmqSettingsProps {
  settings: Pick<MerchantSettings, 'isVmqAddressOpen'>;
  save: Action<null>;
}

/** Takes effect when it is turned. */
export function VmqSettings({ settings, save }: VmqSettingsProps) {
  const t = useTranslations('settings.vmq');
  const { run, isPending, problem } = useAction(save);
  return (
    <div className="flex flex-col gap-4">
      <SwitchRow
        label={t('anyAddress')}
        hint={t('anyAddressHint')}
        isOn={settings.isVmqAddressOpen}
        isDisabled={isPending}
        onChange={(isVmqAddressOpen) => run({ isVmqAddressOpen })}
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}
