import { ListChecks } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AddRuleDialog } from '@/components/rules/rule-dialogs';
import { RuleList } from '@/components/rules/rule-list';
import { RuleTrial } from '@/components/rules/rule-trial';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Slip } from '@/components/ui/slip';
import { currentMode } from '@/lib/auth/current-preferences';
import { requireMerchant } from '@/lib/auth/current-user';
import { listRules } from '@/lib/core/accounts';
import { dropRule, saveRule, tryOrder } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('title') };
}

export default async function RulesPage() {
  const [{ merchantId }, mode, t] = await Promise.all([
    requireMerchant(),
    currentMode(),
    getTranslations('rules'),
  ]);
  const rules = await listRules(merchantId);
  return (
    <div className="space-y-8">
      <section>
        <PageHeader
          title={t('title')}
          description={t('description')}
          actions={<AddRuleDialog action={saveRule} />}
        />
        {rules.length === 0 ? (
          <div className="slip">
            <EmptyState icon={ListChecks} title={t('emptyTitle')} hint={t('emptyHint')} />
          </div>
        ) : (
          <RuleList rules={rules} save={saveRule} remove={dropRule} />
        )}
      </section>
      <Slip title={t('trial.title')} description={t('trial.description')}>
        <RuleTrial mode={mode} action={tryOrder} />
      </Slip>
    </div>
  );
}
