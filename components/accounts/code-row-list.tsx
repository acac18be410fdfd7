'use client';

import { Button, Input, Spinner, TextField } from '@heroui/react';
import { CircleCheck, Replace, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { CodeRow, CodeVerdict } from '@/components/accounts/code-rows';

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

interface CodeRowListProps {
  rows: readonly CodeRow[];
  verdicts: readonly CodeVerdict[];
  change: (key: number, part: Partial<CodeRow>) => void;
  drop: (row: CodeRow) => void;
}

/** One line per picture: what it is, its amount, and what hinders it. */
export function CodeRowList({ rows, verdicts, change, drop }: CodeRowListProps) {
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
            {row.code === null || row.code === 'reading' ? null : (
              <p className="truncate font-mono text-muted">{row.code}</p>
            )}
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
