'use client';

import { Button, Spinner } from '@heroui/react';
import { FileText, Import } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type CardLines, partsOf, readCardLines, readTextFile } from '@/components/catalogue/read-card-lines';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { RawText } from '@/components/ui/raw-text';
import type { Action, Problem } from '@/lib/auth/action-result';
import type { Imported } from '@/lib/core/catalogue';
import type { Mode } from '@/lib/core/vocabulary';

const SHOWN_LINES = 20;

const NOTHING: Imported = { added: 0, duplicate: 0, filled: 0 };

interface CardImportProps {
  productId: number;
  productName: string;
  mode: Mode;
  action: Action<Imported>;
}

interface GiveProps {
  text: string;
  setText: (text: string) => void;
  next: () => void;
}

function Give({ text, setText, next }: GiveProps) {
  const t = useTranslations('cards');
  const take = async ([file]: readonly File[]) => {
    if (file !== undefined) setText(await readTextFile(file));
  };
  return (
    <>
      <Field
        name="keys"
        label={t('keys')}
        hint={t('keysHint')}
        value={text}
        onChange={setText}
        isMultiline
        className="[&_textarea]:min-h-40 [&_textarea]:font-mono [&_textarea]:text-xs"
      />
      <div className="flex flex-wrap justify-between gap-2">
        <FileButton label={t('file')} accept=".txt,.csv,text/plain,text/csv" onChoose={take}>
          <FileText aria-hidden="true" />
          {t('file')}
        </FileButton>
        <Button isDisabled={text.trim() === ''} onPress={next}>
          {t('preview')}
        </Button>
      </div>
    </>
  );
}

/** What a text holds, or what became of it, as aligned numbers. */
function Counts({ counts }: { counts: readonly (readonly [label: string, count: number])[] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-clip rounded-md border border-line bg-line">
      {counts.map(([label, count]) => (
        <div key={label} className="flex items-baseline justify-between gap-2 bg-surface px-3 py-2">
          <dt className="text-muted">{label}</dt>
          <dd className="figures text-base">{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function Preview({ lines }: { lines: CardLines }) {
  const t = useTranslations('cards');
  const { keys, repeated, empty, tooLong } = lines;
  return (
    <>
      <Counts
        counts={[
          [t('given'), keys.length],
          [t('repeated'), repeated],
          [t('empty'), empty],
          [t('tooLong'), tooLong],
        ]}
      />
      {keys.length === 0 ? null : (
        <RawText
          label={t('previewLines')}
          text={[
            ...keys.slice(0, SHOWN_LINES),
            ...(keys.length > SHOWN_LINES ? [t('previewMore', { count: keys.length - SHOWN_LINES })] : []),
          ].join('\n')}
        />
      )}
      <p className="text-muted">{t('previewHint')}</p>
    </>
  );
}

/** Imports part after part; what was saved stays when a later part is refused. */
function useImport({ productId, mode, action }: CardImportProps) {
  const router = useRouter();
  const [report, setReport] = useState<Imported | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (keys: readonly string[]) => {
    let sum = NOTHING;
    let done = 0;
    setProblem(null);
    for (const lines of partsOf(keys)) {
      setProgress(done);
      const answer = await action({ productId, mode, lines });
      if (!answer.ok) {
        if ('problem' in answer) setProblem(answer.problem);
        break;
      }
      const { added, duplicate, filled } = answer.data;
      sum = {
        added: sum.added + added,
        duplicate: sum.duplicate + duplicate,
        filled: sum.filled + filled,
      };
      done += lines.length;
    }
    setProgress(null);
    setReport(sum);
    router.refresh();
  };
  return { run, report, progress, problem };
}

function Report({ report, problem }: { report: Imported; problem: Problem | null }) {
  const t = useTranslations('cards');
  return (
    <div role="status" className="flex flex-col gap-4">
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <p>{t('reportTitle', { count: report.added })}</p>
      <Counts
        counts={[
          [t('added'), report.added],
          [t('duplicate'), report.duplicate],
          [t('filled'), report.filled],
        ]}
      />
    </div>
  );
}

function Wizard(props: CardImportProps & { close: () => void }) {
  const t = useTranslations('cards');
  const done = useTranslations('common')('close');
  const [text, setText] = useState('');
  const [lines, setLines] = useState<CardLines | null>(null);
  const { run, report, progress, problem } = useImport(props);
  if (report !== null) {
    return (
      <div className="flex flex-col gap-4">
        <Report report={report} problem={problem} />
        <Button className="self-end" onPress={props.close}>
          {done}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {props.mode === 'test' ? (
        <Notice kind="info">
          <p>{t('testNote')}</p>
        </Notice>
      ) : null}
      {lines === null ? (
        <Give text={text} setText={setText} next={() => setLines(readCardLines(text))} />
      ) : (
        <>
          <Preview lines={lines} />
          <div className="flex flex-wrap items-center justify-end gap-2">
            <span role="status" className="figures me-auto text-muted">
              {progress === null ? null : t('progress', { done: progress, total: lines.keys.length })}
            </span>
            <Button variant="outline" isDisabled={progress !== null} onPress={() => setLines(null)}>
              {t('back')}
            </Button>
            <Button
              isDisabled={lines.keys.length === 0}
              isPending={progress !== null}
              onPress={() => run(lines.keys)}
            >
              {progress === null ? null : <Spinner size="sm" color="current" />}
              {t('confirm', { count: lines.keys.length })}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** Paste or choose a file, look at what it holds, and only then save. */
export function CardImport(props: CardImportProps) {
  const t = useTranslations('cards');
  const trigger = (
    <Button>
      <Import aria-hidden="true" />
      {t('import')}
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={t('importTitle', { name: props.productName })} size="lg">
      {(close) => <Wizard {...props} close={close} />}
    </Dialog>
  );
}
