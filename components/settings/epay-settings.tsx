'use client';

import { useTranslations } from 'next-intl';
import { Choice } from '@/components/ui/choice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { SwitchRow } from '@/components/ui/switch-row';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { MerchantSettings } from '@/lib/core/merchants';

interface EpaySettingsProps {
  settings: Pick<MerchantSettings, 'isEpayKeyEchoed' | 'isEpayAckLenient' | 'epayRefundCode'>;
  save: Action<null>;
}

/** What old 易支付 clients may need to be told differently. Each one takes effect when it is changed. */
export function EpaySettings({ settings, save }: EpaySettingsProps) {
  const t = useTranslations('settings.epay');
  const { run, isPending, problem } = useAction(save);
  return (
    <div className="flex flex-col gap-4">
      <Choice
        label={t('refundCode')}
        hint={t('refundCodeHint')}
        value={String(settings.epayRefundCode)}
        onChange={(id) => run({ epayRefundCode: id })}
        options={(['1', '0'] as const).map((id) => ({ id, label: t(`refundCode${id}`) }))}
      />
      <SwitchRow
        label={t('keyEcho')}
        hint={t('keyEchoHint')}
        isOn={settings.isEpayKeyEchoed}
        isDisabled={isPending}
        onChange={(isEpayKeyEchoed) => run({ isEpayKeyEchoed })}
        className="border-t border-line pt-3"
      />
      <SwitchRow
        label={t('lenientAck')}
        hint={t('lenientAckHint')}
        isOn={settings.isEpayAckLenient}
        isDisabled={isPending}
        onChange={(isEpayAckLenient) => run({ isEpayAckLenient })}
        className="border-t border-line pt-3"
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}
