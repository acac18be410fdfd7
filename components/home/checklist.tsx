import { ChevronRight, CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageLink } from '@/components/ui/page-link';
import { Slip } from '@/components/ui/slip';

export const STEPS = ['addresses', 'account', 'test', 'keys'] as const;
export type Step = (typeof STEPS)[number];

const PLACES: Record<Step, string> = {
  addresses: '/settings',
  account: '/accounts',
  test: '/test-payment',
  keys: '/settings/keys',
};

/** The way to the first payment; gone once every step is done, back when one of them breaks. */
export function Checklist({ done }: { done: ReadonlySet<Step> }) {
  const t = useTranslations('home');
  const next = STEPS.find((step) => !done.has(step));
  return (
    <Slip
      title={t('checklist')}
      actions={
        <span className="figures text-muted">
          {t('checklistProgress', { done: done.size, all: STEPS.length })}
        </span>
      }
    >
      <ol className="-mx-2">
        {STEPS.map((step) => {
          const isDone = done.has(step);
          const Icon = isDone ? CircleCheck : CircleDashed;
          return (
            <li key={step}>
              <PageLink
                href={PLACES[step]}
                className={`flex min-h-12 items-center gap-3 rounded-md px-2 py-2 hover:bg-default ${step === next ? 'bg-accent-soft' : ''}`}
              >
                <Icon
                  size={20}
                  aria-hidden="true"
                  className={`shrink-0 ${isDone || step === next ? 'text-accent' : 'text-muted'}`}
                />
                <span className={`min-w-0 flex-1 ${isDone ? 'text-muted' : ''}`}>
                  {t(`step.${step}`)}
                  {isDone ? (
                    <span className="sr-only"> · {t('stepDone')}</span>
                  ) : (
                    <span className="block text-xs text-muted">{t(`step.${step}Hint`)}</span>
                  )}
                </span>
                {step === next ? (
                  <span className="text-xs whitespace-nowrap text-accent">{t('stepNext')}</span>
                ) : null}
                <ChevronRight size={16} aria-hidden="true" className="shrink-0 text-muted" />
              </PageLink>
            </li>
          );
        })}
      </ol>
    </Slip>
  );
}
