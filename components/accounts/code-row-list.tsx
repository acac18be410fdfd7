'use client';

import { Button, Input, Spinner, TextField } from '@heroui/react';
import { CircleCheck, Replace, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type CodeRow, type CodeVerdict, codeOf } from '@/components/accounts/code-rows';
import type { CodeChoice } from '@/components/accounts/picture/choose-code';
import { useChoiceWords } from '@/components/accounts/use-choice-words';
import type { PayType } from '@/lib/core/vocabulary';

function Verdict({ verdict }: { verdict: CodeVerdict }) {
  const t = useTranslations('fixedCodes.verdict');
  if (verdict === 'reading') {
    return (
      <span className="flex items-center gap-1 text-muted">
        <Spinner size="sm" color="current" />
        {t(verdict)}
      </span>
    );
  }
  const isGood = verdict === 'ready' || verdict === 'replaces';
  const Icon = verdict === 'ready' ? CircleCheck : verdict === 'replaces' ? Replace : TriangleAlert;
  return (
    <span className={`flex items-center gap-1 ${isGood ? 'text-accent' : 'text-attention'}`}>
      <Icon size={14} aria-hidden="true" className="shrink-0" />
      {t(verdict)}
    </span>
  );
}

/** The code that will be kept, and what was said of the picture's others, or why none is. */
function FoundCode({ row, wallet }: { row: CodeRow; wallet: PayType }) {
  const words = useChoiceWords(wallet);
  const code = codeOf(row);
  const { choice } = row;
  const isPlain = choice === 'reading' || choice.kind === 'none' || (code !== null && isAlone(choice));
  return (
    <>
      {code === null ? null : <p className="truncate font-mono text-muted">{code}</p>}
      {isPlain ? null : <p className="text-muted">{words(choice)}</p>}
    </>
  );
}

function isAlone(choice: CodeChoice): boolean {
  return choice.kind === 'taken' && choice.beside.length === 0;
}

interface CodeRowListProps {
  wallet: PayType;
  rows: readonly CodeRow[];
  verdicts: readonly CodeVerdict[];
  change: (key: number, part: Partial<CodeRow>) => void;
  drop: (row: CodeRow) => void;
}

/** One line per picture: what it is, its amount, and what hinders it. */
export function CodeRowList({ wallet, rows, verdicts, change, drop }: CodeRowListProps) {
  const t = useTranslations('fixedCodes');
  return (
    <ul className="max-h-112 divide-y divide-line overflow-y-auto rounded-md border border-line">
      {rows.map((row, index) => (
        <li key={row.key} className="flex items-center gap-3 px-3 py-2">
          {/* biome-ignore lint/performance/noImgElement: it never leaves the browser. */}
          <img
            src={row.picture}
            alt=""
            className="size-12 shrink-0 rounded-sm border border-line object-cover"
          />
          <div className="min-w-0 flex-1 text-xs">
            <p className="truncate text-sm">{row.fileName}</p>
            <FoundCode row={row} wallet={wallet} />
            <Verdict verdict={verdicts[index] ?? 'reading'} />
          </div>
          <TextField
            aria-label={t('amountOf', { name: row.fileName })}
            value={row.amount}
            onChange={(amount) => change(row.key, { amount })}
            className="w-20 shrink-0 sm:w-24"
          >
            <Input inputMode="decimal" placeholder="0.00" className="figures text-end" />
          </TextField>
          <Button
            variant="ghost"
            size="sm"
            isIconOnly
            aria-label={t('dropNamed', { name: row.fileName })}
            onPress={() => drop(row)}
          >
            <X aria-hidden="true" />
          </Button>
        </li>
      ))}
    </ul>
  );
}
