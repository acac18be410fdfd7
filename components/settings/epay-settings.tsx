'use client';

import { Switch } from '@heroui/react';
import { useTranslations } from 'next-intl';
import { Choice } from '@/components/ui/choice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { MerchantSettings } from '@/lib/core/merchants';

interface EpaySettingsProps {
  settings: Pick<MerchantSettings, 'isEpayKeyEchoed' | 'epayRefundCode'>;
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
      <Switch
        isSelected={settings.isEpayKeyEchoed}
        isDisabled={isPending}
        onChange={(isOn) => run({ isEpayKeyEchoed: isOn })}
        className="border-t border-line pt-3"
      >
        <Switch.Content className="flex w-full items-center justify-between gap-4">
          <span>
            {t('keyEcho')}
            <span className="block text-xs font-normal text-muted">{t('keyEchoHint')}</span>
          </span>
          <Switch.Control>
            <Switch.Thumb />
          </Switch.Control>
        </Switch.Content>
      </Switch>
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}
