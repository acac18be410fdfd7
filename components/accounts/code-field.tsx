'use client';

import { ImageUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { readCodeFromPicture } from '@/components/accounts/read-code-from-picture';
import { Field } from '@/components/ui/field';
import { FileButton } from '@/components/ui/file-button';

type Reading = 'idle' | 'busy' | 'failed' | 'done';

/** The text of a payment code: pasted, or read from a picture without sending the picture anywhere. */
export function CodeField({ defaultValue = '' }: { defaultValue?: string }) {
  const t = useTranslations('accounts');
  const [code, setCode] = useState(defaultValue);
  const [reading, setReading] = useState<Reading>('idle');
  const read = async ([file]: readonly File[]) => {
    if (file === undefined) return;
    setReading('busy');
    const text = await readCodeFromPicture(file).catch(() => null);
    setReading(text === null ? 'failed' : 'done');
    if (text !== null) setCode(text);
  };
  const words = { idle: '', busy: t('uploadBusy'), failed: t('uploadFailed'), done: t('uploadDone') };
  return (
    <div className="flex flex-col gap-2">
      <Field
        name="code"
        label={t('codeText')}
        hint={t('codeHint')}
        value={code}
        onChange={setCode}
        isMultiline
        isRequired
        autoComplete="off"
      />
      <div className="flex flex-wrap items-center gap-2">
        <FileButton label={t('upload')} accept="image/*" size="sm" onChoose={read}>
          <ImageUp aria-hidden="true" />
          {t('upload')}
        </FileButton>
        <span role="status" className={reading === 'failed' ? 'text-loss' : 'text-muted'}>
          {words[reading]}
        </span>
      </div>
    </div>
  );
}
