'use client';

import { Button, Spinner } from '@heroui/react';
import { ImagePlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CodeRowList } from '@/components/accounts/code-row-list';
import { type CodeRow, codeOf, isReady, judgeRows } from '@/components/accounts/code-rows';
import { useCodeRows } from '@/components/accounts/use-code-rows';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { Action, Problem } from '@/lib/auth/action-result';
import type { FixedCodeView } from '@/lib/core/accounts';
import type { PayType } from '@/lib/core/vocabulary';
import { parseYuan } from '@/lib/platform/money';

export type CodesAnswer =
  | { readonly isSaved: true; readonly added: number; readonly replaced: number }
  | { readonly isSaved: false; readonly amount: string; readonly reason: string };

const REASONS = ['repeated', 'open_code', 'clash', 'empty', 'too_long', 'not_printable', 'amount'] as const;

interface CodeUploadProps {
  accountId: number;
  wallet: PayType;
  /** Null: for every order of the amount. */
  productId: number | null;
  /** Stands in a row whose file name tells no amount. */
  defaultAmount?: string;
  /** The codes that the account has for the same purpose. */
  codes: readonly FixedCodeView[];
  action: Action<CodesAnswer>;
}

type Outcome = { readonly answer: CodesAnswer } | { readonly problem: Problem };

function OutcomeNotice({ outcome }: { outcome: Outcome }) {
  const t = useTranslations('fixedCodes');
  if ('problem' in outcome) return <ProblemNotice problem={outcome.problem} />;
  const { answer } = outcome;
  if (answer.isSaved) {
    return (
      <p role="status" className="text-received">
        {t('saved', { added: answer.added, replaced: answer.replaced })}
      </p>
    );
  }
  const reason = REASONS.find((known) => known === answer.reason) ?? 'not_printable';
  return (
    <Notice kind="loss" role="alert" title={t('refused', { amount: answer.amount })}>
      <p>{t(`reason.${reason}`)}</p>
    </Notice>
  );
}

/** Many pictures at once: each is read inside the browser, and nothing is kept until the merchant says so. */
export function CodeUpload(props: CodeUploadProps) {
  const { accountId, wallet, productId, defaultAmount = '', codes, action } = props;
  const t = useTranslations('fixedCodes');
  const router = useRouter();
  const { rows, take, change, drop } = useCodeRows(defaultAmount, wallet);
  const [isSaving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const verdicts = judgeRows(rows, new Set(codes.map(({ amount }) => Number(amount))));
  const ready = rows.filter((_, index) => isReady(verdicts[index]));
  const choose = (files: readonly File[]) => {
    setOutcome(null);
    void take(files);
  };
  const save = async (wanted: readonly CodeRow[]) => {
    setSaving(true);
    const given = wanted.map((row) => ({ amount: parseYuan(row.amount.trim()), code: codeOf(row) }));
    const answer = await action({ accountId, productId, codes: given });
    setSaving(false);
    if (!answer.ok) return setOutcome('problem' in answer ? { problem: answer.problem } : null);
    setOutcome({ answer: answer.data });
    if (!answer.data.isSaved) return;
    drop(wanted);
    router.refresh();
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <FileButton label={t('choose')} accept="image/*" isMultiple onChoose={choose}>
          <ImagePlus aria-hidden="true" />
          {t('choose')}
        </FileButton>
        <p className="min-w-0 flex-1 basis-56 text-xs text-muted">{t('chooseHint')}</p>
      </div>
      {rows.length === 0 ? null : (
        <>
          <CodeRowList
            wallet={wallet}
            rows={rows}
            verdicts={verdicts}
            change={change}
            drop={(row) => drop([row])}
          />
          <div className="flex flex-wrap items-center justify-end gap-2">
            <span role="status" className="figures me-auto text-muted">
              {t('readyCount', { ready: ready.length, total: rows.length })}
            </span>
            <Button variant="outline" isDisabled={isSaving} onPress={() => drop(rows)}>
              {t('clear')}
            </Button>
            <Button isDisabled={ready.length === 0} isPending={isSaving} onPress={() => save(ready)}>
              {isSaving ? <Spinner size="sm" color="current" /> : null}
              {t('save', { count: ready.length })}
            </Button>
          </div>
        </>
      )}
      {outcome === null ? null : <OutcomeNotice outcome={outcome} />}
    </div>
  );
}
