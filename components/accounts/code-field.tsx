'use client';

import { ImageUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { chooseCode } from '@/components/accounts/picture/choose-code';
import { readCodesFromPicture } from '@/components/accounts/picture/read-codes-from-picture';
import { useChoiceWords } from '@/components/accounts/use-choice-words';
import { Field } from '@/components/ui/field';
import { FileButton } from '@/components/ui/file-button';
import type { PayType } from '@/lib/core/vocabulary';

interface CodeFieldProps {
  /** Whose code is looked for in a picture; a picture that was read is looked at again when it changes. */
  wallet: PayType;
  defaultValue?: string;
}

/** The text of a payment code: pasted, or read from a picture without sending the picture anywhere. */
export function CodeField({ wallet, defaultValue = '' }: CodeFieldProps) {
  const t = useTranslations('accounts');
  const words = useChoiceWords(wallet);
  const [typed, setTyped] = useState(defaultValue);
  const [found, setFound] = useState<readonly string[] | 'reading' | null>(null);
  const read = async ([file]: readonly File[]) => {
    if (file === undefined) return;
    setFound('reading');
    setFound(await readCodesFromPicture(file).catch(() => []));
  };
  const type = (text: string) => {
    setTyped(text);
    setFound(null);
  };
  const choice = found === null || found === 'reading' ? null : chooseCode(found, wallet);
  const isRefused = choice !== null && choice.kind !== 'taken';
  return (
    <div className="flex flex-col gap-2">
      <Field
        name="code"
        label={t('codeText')}
        hint={t('codeHint')}
        value={choice?.kind === 'taken' ? choice.code : typed}
        onChange={type}
        isMultiline
        isRequired
        autoComplete="off"
      />
      <div className="flex flex-wrap items-center gap-2">
        <FileButton label={t('upload')} accept="image/*" size="sm" onChoose={read}>
          <ImageUp aria-hidden="true" />
          {t('upload')}
        </FileButton>
        <span role="status" className={`min-w-0 break-words ${isRefused ? 'text-loss' : 'text-muted'}`}>
          {found === 'reading' ? t('uploadBusy') : null}
          {choice === null ? null : words(choice)}
        </span>
      </div>
    </div>
  );
}
