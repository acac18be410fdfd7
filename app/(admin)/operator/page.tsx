import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OverviewTiles } from '@/components/operator/overview-tiles';
import { ProcessList } from '@/components/operator/process-list';
import { PageHeader } from '@/components/ui/page-header';
import { requireOperator } from '@/lib/auth/current-user';
import { readOverview } from '@/lib/core/overview';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') };
}

export default async function OverviewPage() {
  await requireOperator();
  const [overview, t] = await Promise.all([readOverview(), getTranslations('overview')]);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="space-y-4">
        <OverviewTiles overview={overview} />
        <ProcessList processes={overview.processes} />
      </div>
    </>
  );
}
