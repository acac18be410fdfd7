'use client';

import { Button, Spinner } from '@heroui/react';
import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';

interface HiddenTextProps {
  masked: string;
  /** Of what, for those who only hear the buttons. */
  name: string;
  action: Action<string>;
  input: unknown;
}

/** A secret that is fetched only when somebody asks to see it. */
export function HiddenText({ masked, name, action, input }: HiddenTextProps) {
  const t = useTranslations('common');
  const [text, setText] = useState<string | null>(null);
  const { run, isPending, problem } = useAction(action, setText, { refreshes: false });
  return (
    <span className="flex flex-col gap-2">
      <span className="flex items-center gap-1">
        <code className="min-w-0 font-mono text-xs break-all">{text ?? masked}</code>
        {text === null ? (
          <Button
            size="sm"
            variant="ghost"
            isIconOnly
            isPending={isPending}
            aria-label={t('showNamed', { name })}
            onPress={() => run(input)}
          >
            {isPending ? <Spinner size="sm" color="current" /> : <Eye aria-hidden="true" />}
          </Button>
        ) : (
          <CopyButton text={text} name={name} isCompact />
        )}
      </span>
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </span>
  );
}
