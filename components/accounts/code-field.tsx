'use client';

import { Button } from '@heroui/react';
import { ImageUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, useRef, useState } from 'react';
import { readCodeFromPicture } from '@/components/accounts/read-code-from-picture';
import { Field } from '@/components/ui/field';

type Reading = 'idle' | 'busy' | 'failed' | 'done';

/** The text of a payment code: pasted, or read from a picture without sending the picture anywhere. */
export function CodeField({ defaultValue = '' }: { defaultValue?: string }) {
  const t = useTranslations('accounts');
  const [code, setCode] = useState(defaultValue);
  const [reading, setReading] = useState<Reading>('idle');
  const picker = useRef<HTMLInputElement>(null);
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
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
        <input
          ref={picker}
          type="file"
          accept="image/*"
          aria-label={t('upload')}
          className="hidden"
          onChange={read}
        />
        <Button variant="outline" size="sm" onPress={() => picker.current?.click()}>
          <ImageUp aria-hidden="true" />
          {t('upload')}
        </Button>
        <span role="status" className={reading === 'failed' ? 'text-loss' : 'text-muted'}>
          {words[reading]}
        </span>
      </div>
    </div>
  );
}
