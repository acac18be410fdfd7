import { useTranslations } from 'next-intl';
import type { Finding, Reading } from '@/lib/core/callbacks';

/** Which way of reading an answer decided whether it acknowledged, and why; nothing when none was read. */
export function ReadingNote({ reading, finding }: { reading: Reading | null; finding: Finding | null }) {
  const t = useTranslations('callbacks');
  if (reading === null || finding === null) return null;
  return (
    <p className="text-xs text-muted">{t(`reading.${reading}`, { finding: t(`finding.${finding}`) })}</p>
  );
}
