'use client';

import { CopyButton } from '@/components/ui/copy-button';

export interface SecretLine {
  readonly label: string;
  readonly text: string;
}

/** Values to carry elsewhere, each with its copy button. */
export function SecretList({ lines }: { lines: readonly SecretLine[] }) {
  return (
    <dl className="divide-y divide-line rounded-md border border-line">
      {lines.map(({ label, text }) => (
        <div key={label} className="flex items-center justify-between gap-2 px-3 py-2">
          <div className="min-w-0">
            <dt className="text-xs text-muted">{label}</dt>
            <dd className="font-mono text-xs leading-5 break-all">{text}</dd>
          </div>
          <CopyButton text={text} name={label} />
        </div>
      ))}
    </dl>
  );
}
