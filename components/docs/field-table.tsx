import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AnswerRow, CodeView, FieldView } from '@/components/docs/views';

const NAME = 'py-2 pe-4 text-start align-top font-mono text-xs font-normal break-all';
const HEAD = 'pb-1 pe-4 text-start text-xs font-medium text-muted';

interface MeaningTableProps {
  label: string;
  /** What stands in the first column. */
  head: 'name' | 'code';
  children: ReactNode;
}

function MeaningTable({ label, head, children }: MeaningTableProps) {
  const t = useTranslations('docs');
  return (
    <table className="w-full" aria-label={label}>
      <thead>
        <tr>
          <th className={HEAD}>{t(head)}</th>
          <th className={HEAD}>{t('meaning')}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">{children}</tbody>
    </table>
  );
}

interface MeaningProps {
  name: string;
  /** Stands under the name. */
  note?: string;
  className?: string;
  children: ReactNode;
}

function Meaning({ name, note, className = 'w-36', children }: MeaningProps) {
  return (
    <tr>
      <th scope="row" className={`${NAME} ${className}`}>
        {name}
        {note === undefined ? null : <span className="block font-sans text-muted">{note}</span>}
      </th>
      <td className="py-2 align-top">{children}</td>
    </tr>
  );
}

export function FieldTable({ label, fields }: { label: string; fields: readonly FieldView[] }) {
  const t = useTranslations('docs');
  return (
    <MeaningTable label={label} head="name">
      {fields.map(({ name, isRequired, isSigned, text, example }) => (
        <Meaning
          key={name}
          name={name}
          note={`${t(isRequired ? 'required' : 'optional')}${isSigned ? ` · ${t('signed')}` : ''}`}
        >
          {text}
          {example === '' ? null : (
            <span className="block text-xs text-muted">
              {t('example')} <code className="font-mono break-all">{example}</code>
            </span>
          )}
        </Meaning>
      ))}
    </MeaningTable>
  );
}

export function AnswerTable({ label, rows }: { label: string; rows: readonly AnswerRow[] }) {
  return (
    <MeaningTable label={label} head="name">
      {rows.map(({ name, type, text }) => (
        <Meaning key={name} name={name} note={type}>
          {text}
        </Meaning>
      ))}
    </MeaningTable>
  );
}

export function CodeTable({ label, codes }: { label: string; codes: readonly CodeView[] }) {
  return (
    <MeaningTable label={label} head="code">
      {codes.map(({ code, text }) => (
        <Meaning key={code} name={code} className="figures w-16">
          {text}
        </Meaning>
      ))}
    </MeaningTable>
  );
}
