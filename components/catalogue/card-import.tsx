'use client';

import { Button, Spinner } from '@heroui/react';
import { Import } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  type CardSource,
  CardSourceField,
  type ReadAs,
  ReadAsLine,
} from '@/components/catalogue/card-source';
import { partsOf } from '@/components/catalogue/parts-of';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { RawText } from '@/components/ui/raw-text';
import type { Action, Problem } from '@/lib/auth/action-result';
import type { Imported } from '@/lib/core/catalogue';
import type { Mode } from '@/lib/core/vocabulary';
import { type CardLines, readCardLines } from '@/lib/platform/text-file';

const SHOWN_LINES = 20;

const NOTHING: Imported = { added: 0, duplicate: 0, filled: 0 };

interface CardImportProps {
  productId: number;
  productName: string;
  mode: Mode;
  action: Action<Imported>;
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

function UnfitNotice({ unfit }: Pick<CardLines, 'unfit'>) {
  const t = useTranslations('cards');
  const shown = unfit.slice(0, SHOWN_LINES).map((one) => t('unfitLine', one));
  return (
    <Notice kind="loss" role="alert" title={t('unfitTitle', { count: unfit.length })}>
      <p>{t('unfitHint')}</p>
      <p className="figures">
        {[...shown, ...(unfit.length > SHOWN_LINES ? ['…'] : [])].join(t('unfitComma'))}
      </p>
    </Notice>
  );
}

function Preview({ lines, readAs }: { lines: CardLines; readAs: ReadAs | null }) {
  const t = useTranslations('cards');
  const { keys, repeated, empty, tooLong, unfit } = lines;
  return (
    <>
      {readAs === null ? null : <ReadAsLine readAs={readAs} />}
      {unfit.length === 0 ? null : <UnfitNotice unfit={unfit} />}
      <Counts
        counts={[
          [t('given'), keys.length],
          [t('repeated'), repeated],
          [t('empty'), empty],
          [t('tooLong'), tooLong.length],
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

interface ReportProps {
  report: Imported;
  problem: Problem | null;
  readAs: ReadAs | null;
}

function Report({ report, problem, readAs }: ReportProps) {
  const t = useTranslations('cards');
  return (
    <div role="status" className="flex flex-col gap-4">
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <p>{t('reportTitle', { count: report.added })}</p>
      {readAs === null ? null : <ReadAsLine readAs={readAs} />}
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
  const [source, setSource] = useState<CardSource>({ text: '', readAs: null });
  const [lines, setLines] = useState<CardLines | null>(null);
  const { run, report, progress, problem } = useImport(props);
  if (report !== null) {
    return (
      <div className="flex flex-col gap-4">
        <Report report={report} problem={problem} readAs={source.readAs} />
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
        <>
          <CardSourceField source={source} setSource={setSource} />
          <Button
            className="self-end"
            isDisabled={source.text.trim() === ''}
            onPress={() => setLines(readCardLines(source.text))}
          >
            {t('preview')}
          </Button>
        </>
      ) : (
        <>
          <Preview lines={lines} readAs={source.readAs} />
          <div className="flex flex-wrap items-center justify-end gap-2">
            <span role="status" className="figures me-auto text-muted">
              {progress === null ? null : t('progress', { done: progress, total: lines.keys.length })}
            </span>
            <Button variant="outline" isDisabled={progress !== null} onPress={() => setLines(null)}>
              {t('back')}
            </Button>
            <Button
              isDisabled={lines.keys.length === 0 || lines.unfit.length > 0}
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
