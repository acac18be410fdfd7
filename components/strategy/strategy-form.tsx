'use client';

import { Button, Spinner } from '@heroui/react';
import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ShareChart, type TypeShares } from '@/components/strategy/share-chart';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { Slip } from '@/components/ui/slip';
import { Status } from '@/components/ui/status';
import { useAction } from '@/components/ui/use-action';
import type { Action } from '@/lib/auth/action-result';
import { STRATEGIES, type Strategy } from '@/lib/core/vocabulary';

interface StrategyFormProps {
  current: Strategy;
  /** The simulation of each strategy, by the ways to pay that have accounts online. */
  shares: Readonly<Record<Strategy, readonly TypeShares[]>>;
  action: Action<null>;
}

interface CardsProps {
  chosen: Strategy;
  current: Strategy;
  choose: (strategy: Strategy) => void;
}

function Cards({ chosen, current, choose }: CardsProps) {
  const t = useTranslations('strategy');
  const group = useId();
  return (
    <fieldset>
      <legend className="sr-only">{t('choose')}</legend>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-3">
        {STRATEGIES.map((one) => (
          <label
            key={one}
            className="slip flex cursor-pointer items-start gap-3 p-4 has-checked:outline-2 has-checked:outline-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={group}
              value={one}
              checked={one === chosen}
              onChange={() => choose(one)}
              aria-describedby={`${group}-${one}`}
              className="mt-1 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 flex-1">
              <span className="flex min-h-6 flex-wrap items-center gap-2 font-medium">
                {t(`name.${one}`)}
                {one === current ? (
                  <Status tone="accent" icon={CircleCheck}>
                    {t('current')}
                  </Status>
                ) : null}
              </span>
              <span id={`${group}-${one}`} className="mt-1 block text-muted">
                {t(`text.${one}`)}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of three, with what each would come to before it is saved. */
export function StrategyForm({ current, shares, action }: StrategyFormProps) {
  const t = useTranslations('strategy');
  const [chosen, setChosen] = useState(current);
  const { run, isPending, isDone, problem, reset } = useAction(action);
  const choose = (strategy: Strategy) => {
    reset();
    setChosen(strategy);
  };
  return (
    <div className="flex flex-col gap-4">
      <Cards chosen={chosen} current={current} choose={choose} />
      <Notice kind="info" title={t('noteTitle')}>
        <p>{t('note')}</p>
      </Notice>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <div className="flex items-center justify-end gap-4">
        <span role="status" className="text-received">
          {isDone ? t('saved') : null}
        </span>
        <Button isPending={isPending} onPress={() => run({ strategy: chosen })}>
          {isPending ? <Spinner size="sm" color="current" /> : null}
          {t('save')}
        </Button>
      </div>
      <Slip title={`${t('chart')} · ${t(`name.${chosen}`)}`} description={t('chartHint')}>
        <ShareChart shares={shares[chosen]} />
      </Slip>
    </div>
  );
}
