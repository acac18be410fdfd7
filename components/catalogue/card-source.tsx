'use client';

import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Choice } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { ENCODINGS, type Encoding, readTextFile, type TextFileFault } from '@/lib/platform/text-file';

const AUTO = 'auto';

export interface ReadAs {
  readonly name: string;
  readonly encoding: Encoding;
  readonly lines: number;
}

/** The text to import, and how the file was read that it came from, if it came from one. */
export interface CardSource {
  readonly text: string;
  readonly readAs: ReadAs | null;
}

interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a file was recognised as, for the eye and the ear. */
export function ReadAsLine({ readAs }: { readAs: ReadAs }) {
  const t = useTranslations('cards');
  const { name, lines, encoding } = readAs;
  return <p className="text-muted">{t('readAs', { name, lines, encoding: t(`encodings.${encoding}`) })}</p>;
}

function FaultNotice({ fault }: { fault: TextFileFault }) {
  const t = useTranslations('cards');
  const details = {
    line: fault.reason === 'other' ? 0 : (fault.line ?? 0),
    encoding: fault.reason === 'unclear' ? '' : t(`encodings.${fault.encoding}`),
  };
  const isNowhere = fault.reason === 'unclear' && fault.line === null;
  return (
    <Notice kind="loss" role="alert" title={t(`fileFault.${fault.reason}`, details)}>
      <p>{t(isNowhere ? 'fileRemedy.ambiguous' : `fileRemedy.${fault.reason}`, details)}</p>
    </Notice>
  );
}

function useCardFile(source: CardSource, setSource: (source: CardSource) => void) {
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [encoding, setEncoding] = useState<string>(AUTO);
  const [fault, setFault] = useState<TextFileFault | null>(null);
  const read = ({ name, bytes }: ChosenFile, as: string) => {
    const found = readTextFile(
      bytes,
      ENCODINGS.find((one) => one === as),
    );
    setFault(found.isRead ? null : found.fault);
    if (found.isRead) {
      const { text, lines } = found;
      setSource({ text, readAs: { name, lines, encoding: found.encoding } });
    } else if (source.readAs !== null) setSource({ text: '', readAs: null });
  };
  const take = async ([given]: readonly File[]) => {
    if (given === undefined) return;
    const chosen = { name: given.name, bytes: new Uint8Array(await given.arrayBuffer()) };
    setFile(chosen);
    read(chosen, encoding);
  };
  const name = (as: string) => {
    setEncoding(as);
    if (file !== null) read(file, as);
  };
  return { encoding, fault, take, name };
}

interface CardSourceFieldProps {
  source: CardSource;
  setSource: (source: CardSource) => void;
}

/** Keys as typed or pasted, or from a file whose encoding is recognised, or else named. */
export function CardSourceField({ source, setSource }: CardSourceFieldProps) {
  const t = useTranslations('cards');
  const { encoding, fault, take, name } = useCardFile(source, setSource);
  const options = [
    { id: AUTO, label: t('encodingAuto') },
    ...ENCODINGS.map((id) => ({ id, label: t(`encodings.${id}`) })),
  ];
  return (
    <>
      <Field
        name="keys"
        label={t('keys')}
        hint={t('keysHint')}
        value={source.text}
        onChange={(text) => setSource({ text, readAs: text.trim() === '' ? null : source.readAs })}
        isMultiline
        className="[&_textarea]:min-h-40 [&_textarea]:font-mono [&_textarea]:text-xs"
      />
      <div className="flex flex-wrap items-end gap-3">
        <FileButton label={t('file')} accept=".txt,.csv,text/plain,text/csv" onChoose={take}>
          <FileText aria-hidden="true" />
          {t('file')}
        </FileButton>
        <Choice
          label={t('encoding')}
          options={options}
          value={encoding}
          onChange={name}
          className="max-w-56"
        />
      </div>
      {fault === null ? null : <FaultNotice fault={fault} />}
      <div role="status">{source.readAs === null ? null : <ReadAsLine readAs={source.readAs} />}</div>
    </>
  );
}
