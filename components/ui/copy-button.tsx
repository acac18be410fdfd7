'use client';

import { Button } from '@heroui/react';
import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';

const SHOWN_MS = 2_000;

/** Without the clipboard API (plain http on a LAN) a selected text and the old command do the same. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement('textarea'), { value: text });
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

interface CopyButtonProps {
  text: string;
  name: string;
  /** Only the sign, for narrow rows. */
  isCompact?: boolean;
}

/** Copies `text`; `name` says of what, for those who only hear the button. */
export function CopyButton({ text, name, isCompact = false }: CopyButtonProps) {
  const t = useTranslations('common');
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-label={t('copyNamed', { name })}
      onPress={copy}
      className="h-7 min-w-7 px-2 md:h-7"
    >
      {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span aria-live="polite" className={isCompact ? 'sr-only' : ''}>
        {isCopied ? t('copied') : t('copy')}
      </span>
    </Button>
  );
}
