'use client';

import { useTranslations } from 'next-intl';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { SwitchRow } from '@/components/ui/switch-row';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { MerchantSettings } from '@/lib/core/merchants';

type SwitchName =
  | 'isAlipayOpen'
  | 'isWechatOpen'
  | 'isQqOpen'
  | 'isApiOpen'
  | 'isCardApiOpen'
  | 'isRefundApiOpen';

const SWITCHES = [
  { name: 'isAlipayOpen', word: 'alipay', hint: null },
  { name: 'isWechatOpen', word: 'wechat', hint: null },
  { name: 'isQqOpen', word: 'qq', hint: null },
  { name: 'isApiOpen', word: 'api', hint: 'apiHint' },
  { name: 'isCardApiOpen', word: 'cardApi', hint: 'cardApiHint' },
  { name: 'isRefundApiOpen', word: 'refundApi', hint: 'refundApiHint' },
] as const satisfies readonly { name: SwitchName; word: string; hint: string | null }[];

interface SettingSwitchesProps {
  settings: Pick<MerchantSettings, SwitchName>;
  save: Action<null>;
}

/** Each one takes effect when it is turned. */
export function SettingSwitches({ settings, save }: SettingSwitchesProps) {
  const t = useTranslations('settings');
  const { run, isPending, problem } = useAction(save);
  return (
    <div className="flex flex-col">
      {SWITCHES.map(({ name, word, hint }) => (
        <SwitchRow
          key={name}
          label={t(word)}
          hint={hint === null ? null : t(hint)}
          isOn={settings[name]}
          isDisabled={isPending}
          onChange={(isOpen) => run({ [name]: isOpen })}
          className="border-b border-line py-3 last:border-b-0"
        />
      ))}
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </div>
  );
}
