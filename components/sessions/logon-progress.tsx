'use client';

import { Button, Spinner } from '@heroui/react';
import { CircleCheck, CircleDashed, CircleDot, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { FeeLine } from '@/components/sessions/fee-line';
import { type Fee, isOver, type LogonNews, type LogonVerbs } from '@/components/sessions/logon-news';
import { useCountdown, useLogon } from '@/components/sessions/use-logon';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { QrPicture } from '@/components/ui/qr-picture';
import { useAction } from '@/components/ui/use-action';

const STEPS = ['preparing', 'code_ready', 'scanned', 'online'] as const;
type Step = (typeof STEPS)[number];

function stepOf(stage: LogonNews['stage']): Step | null {
  return stage === 'queued' ? 'preparing' : (STEPS.find((one) => one === stage) ?? null);
}

/** The four stages, each told by its sign and its words, the present one marked for screen readers. */
function Steps({ stage }: { stage: LogonNews['stage'] }) {
  const t = useTranslations('sessions');
  const current = stepOf(stage);
  if (current === null) return null;
  const at = STEPS.indexOf(current);
  return (
    <ol className="grid grid-cols-4 gap-2 text-center text-xs">
      {STEPS.map((step, place) => {
        const isDone = place < at || current === 'online';
        const Sign = isDone ? CircleCheck : place === at ? CircleDot : CircleDashed;
        const tone = isDone ? 'text-received' : place === at ? 'text-accent font-medium' : 'text-muted';
        return (
          <li
            key={step}
            aria-current={place === at ? 'step' : undefined}
            className={`flex flex-col items-center gap-1 ${tone}`}
          >
            <Sign size={18} aria-hidden="true" />
            {t(`steps.${step}`)}
          </li>
        );
      })}
    </ol>
  );
}

interface CodeProps {
  news: LogonNews;
  logonId: number;
  verbs: LogonVerbs;
  onRefreshed: () => void;
}

function Code({ news, logonId, verbs, onRefreshed }: CodeProps) {
  const t = useTranslations('sessions');
  const left = useCountdown(news.codeSecondsLeft, news);
  const { run, isPending, problem } = useAction(verbs.refresh, onRefreshed, { refreshes: false });
  const isOld = left === 0;
  return (
    <div className="flex flex-col items-center gap-3">
      {isOld || news.qr === null ? (
        <p className="grid aspect-square w-full max-w-60 place-items-center rounded-md border border-line bg-sunken p-4 text-center">
          {t('codeOver')}
        </p>
      ) : (
        <QrPicture drawing={news.qr} label={t('codeLabel')} />
      )}
      {/* The sentence of the stage is read out; a count that changes every second is not. */}
      {isOld ? null : (
        <p className="figures text-muted" role="timer" aria-live="off">
          {t('codeLeft', { seconds: left })}
        </p>
      )}
      {news.walletLink === null || isOld ? null : (
        <a
          className="inline-flex min-h-11 items-center text-accent underline"
          href={news.walletLink}
          target="_blank"
          rel="noreferrer"
        >
          {t('openWallet')}
        </a>
      )}
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <Button variant={isOld ? 'primary' : 'outline'} isPending={isPending} onPress={() => run({ logonId })}>
        <RefreshCw aria-hidden="true" />
        {t('refreshCode')}
      </Button>
    </div>
  );
}

function useSentence(news: LogonNews | null): string {
  const t = useTranslations('sessions');
  if (news === null) return t('stages.queued');
  if (news.stage === 'queued' && news.ahead > 0) return t('queuedBehind', { ahead: news.ahead });
  return t(`stages.${news.stage}`);
}

interface LogonProgressProps {
  logonId: number;
  fee: Fee;
  verbs: LogonVerbs;
  /** The log-on has ended; there is nothing to cancel any more. */
  onOver: () => void;
  startOver: () => void;
  close: () => void;
}

function Waiting({ news }: { news: LogonNews | null }) {
  const t = useTranslations('sessions');
  if (news !== null && !news.isWorkerThere) {
    return (
      <Notice kind="attention" title={t('noWorkerTitle')}>
        <p>{t('noWorkerText')}</p>
      </Notice>
    );
  }
  return (
    <div className="flex justify-center py-6" aria-hidden="true">
      <Spinner size="lg" />
    </div>
  );
}

function Ending({ news, startOver, close }: { news: LogonNews; startOver: () => void; close: () => void }) {
  const t = useTranslations('sessions');
  const common = useTranslations('common');
  const isOnline = news.stage === 'online';
  return (
    <>
      {news.stage === 'failed' ? (
        <Notice kind="loss" title={news.failure ?? t('stages.failed')}>
          <p>{t('notCharged')}</p>
        </Notice>
      ) : (
        <p>{isOnline && news.feePoints > 0 ? t('charged', { points: news.feePoints }) : t('notCharged')}</p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {isOnline ? null : (
          <Button variant="outline" onPress={startOver}>
            {t('startOver')}
          </Button>
        )}
        <Button onPress={close}>{common('close')}</Button>
      </div>
    </>
  );
}

/** A log-on from the queue to its end, live. It can be given up at every stage before the end. */
export function LogonProgress({ logonId, fee, verbs, onOver, startOver, close }: LogonProgressProps) {
  const t = useTranslations('sessions');
  const { news, problem, lookNow } = useLogon(verbs, logonId);
  const sentence = useSentence(news);
  const hasEnded = news !== null && isOver(news);
  useEffect(() => {
    if (hasEnded) onOver();
  }, [hasEnded, onOver]);
  return (
    <div className="flex flex-col gap-4">
      <p role="status" aria-live="polite" className="text-base font-medium">
        {sentence}
      </p>
      {news === null ? null : <Steps stage={news.stage} />}
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {hasEnded ? (
        <Ending news={news} startOver={startOver} close={close} />
      ) : (
        <>
          {news?.stage === 'code_ready' ? (
            <Code news={news} logonId={logonId} verbs={verbs} onRefreshed={lookNow} />
          ) : (
            <Waiting news={news} />
          )}
          <FeeLine fee={fee} />
          <div className="flex justify-end">
            <Button variant="outline" onPress={close}>
              {t('cancel')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
