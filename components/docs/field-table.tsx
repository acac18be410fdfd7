import { useTranslations } from 'next-intl';
import type { AnswerRow, CodeView, FieldView } from '@/components/docs/views';

const NAME = 'py-2 pe-4 text-start align-top font-mono text-xs font-normal break-all';
const HEAD = 'pb-1 pe-4 text-start text-xs font-medium text-muted';
const TEXT = 'py-2 align-top';

export function FieldTable({ label, fields }: { label: string; fields: readonly FieldView[] }) {
  const t = useTranslations('docs');
  return (
    <table className="w-full" aria-label={label}>
      <thead>
        <tr>
          <th className={HEAD}>{t('name')}</th>
          <th className={HEAD}>{t('meaning')}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {fields.map(({ name, isRequired, isSigned, text, example }) => (
          <tr key={name}>
            <th scope="row" className={`${NAME} w-36`}>
              {name}
              <span className="block font-sans text-muted">
                {t(isRequired ? 'required' : 'optional')}
                {isSigned ? ` · ${t('signed')}` : ''}
              </span>
            </th>
            <td className={TEXT}>
              {text}
              {example === '' ? null : (
                <span className="block text-xs text-muted">
                  {t('example')} <code className="font-mono break-all">{example}</code>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function AnswerTable({ label, rows }: { label: string; rows: readonly AnswerRow[] }) {
  const t = useTranslations('docs');
  return (
    <table className="w-full" aria-label={label}>
      <thead>
        <tr>
          <th className={HEAD}>{t('name')}</th>
          <th className={HEAD}>{t('meaning')}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {rows.map(({ name, type, text }) => (
          <tr key={name}>
            <th scope="row" className={`${NAME} w-36`}>
              {name}
              <span className="block font-sans text-muted">{type}</span>
            </th>
            <td className={TEXT}>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function CodeTable({ label, codes }: { label: string; codes: readonly CodeView[] }) {
  const t = useTranslations('docs');
  return (
    <table className="w-full" aria-label={label}>
      <thead>
        <tr>
          <th className={HEAD}>{t('code')}</th>
          <th className={HEAD}>{t('meaning')}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {codes.map(({ code, text }) => (
          <tr key={code}>
            <th scope="row" className={`${NAME} figures w-16`}>
              {code}
            </th>
            <td className={TEXT}>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
