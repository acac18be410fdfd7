import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { Problem } from '@/lib/auth/action-result';

export function ProblemNotice({ problem }: { problem: Problem }) {
  const t = useTranslations('common');
  return (
    <Notice kind="loss" role="alert" title={problem.cause}>
      <p>{problem.remedy}</p>
      <p className="text-xs text-muted">
        {t('code')} <code className="font-mono">{problem.code}</code>
      </p>
    </Notice>
  );
}
