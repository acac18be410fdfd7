'use client';

import { ImageUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { drawPictureAgain, toBase64 } from '@/components/catalogue/draw-picture-again';
import { PictureFrame } from '@/components/catalogue/picture-frame';
import { FileButton } from '@/components/ui/file-button';

type Drawing = 'idle' | 'busy' | 'failed';

interface PictureFieldProps {
  /** What stands there now. */
  picture?: string | null;
  /** Where a form shall carry the new picture along, as base64. */
  name?: string;
  onChange?: (base64: string) => void;
}

/** A picture from the merchant's files, drawn again before anything is sent. */
export function PictureField({ picture = null, name, onChange }: PictureFieldProps) {
  const t = useTranslations('products');
  const [chosen, setChosen] = useState<{ base64: string; type: string } | null>(null);
  const [drawing, setDrawing] = useState<Drawing>('idle');
  const take = async ([file]: readonly File[]) => {
    if (file === undefined) return;
    setDrawing('busy');
    const blob = await drawPictureAgain(file).catch(() => null);
    setDrawing(blob === null ? 'failed' : 'idle');
    if (blob === null) return;
    const base64 = await toBase64(blob);
    setChosen({ base64, type: blob.type });
    onChange?.(base64);
  };
  const shown = chosen === null ? picture : `data:${chosen.type};base64,${chosen.base64}`;
  return (
    <div className="flex items-center gap-4">
      <PictureFrame source={shown} className="size-20" />
      <div className="min-w-0 space-y-1">
        {name === undefined ? null : <input type="hidden" name={name} value={chosen?.base64 ?? ''} />}
        <FileButton label={t('picture')} accept="image/*" size="sm" onChoose={take}>
          <ImageUp aria-hidden="true" />
          {t(shown === null ? 'pictureChoose' : 'pictureReplace')}
        </FileButton>
        <p role="status" className={`text-xs ${drawing === 'failed' ? 'text-loss' : 'text-muted'}`}>
          {drawing === 'idle' ? t('pictureHint') : t(drawing === 'busy' ? 'pictureBusy' : 'pictureFailed')}
        </p>
      </div>
    </div>
  );
}
