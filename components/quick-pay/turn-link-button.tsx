'use client';

import { Button } from '@heroui/react';
import { CirclePause, CirclePlay } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import type { Link } from '@/lib/core/quick-pay';

interface TurnLinkButtonProps {
  link: Pick<Link, 'id' | 'title' | 'isDisabled'>;
  action: Action<null>;
  size?: 'sm' | 'md';
}

function EnableButton({ link, action, size = 'md' }: TurnLinkButtonProps) {
  const t = useTranslations('quickPay');
  const { run, isPending } = useAction(action);
  return (
    <Button
      variant="outline"
      size={size}
      isPending={isPending}
      aria-label={`${t('enable')} ${link.title}`}
      onPress={() => run({ linkId: link.id, isDisabled: false })}
    >
      <CirclePlay aria-hidden="true" />
      {t('enable')}
    </Button>
  );
}

/** Opening is done at once; closing asks first, because the link is out there. */
export function TurnLinkButton(props: TurnLinkButtonProps) {
  const { link, action, size = 'md' } = props;
  const t = useTranslations('quickPay');
  if (link.isDisabled) return <EnableButton {...props} />;
  return (
    <ActionButton
      action={action}
      input={{ linkId: link.id, isDisabled: true }}
      label={t('disable')}
      icon={<CirclePause aria-hidden="true" />}
      size={size}
      confirm={{ title: t('disableTitle', { title: link.title }), text: t('disableText') }}
    />
  );
}
