import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ReadingNote } from '@/components/callbacks/reading-note';
import { EligibilityList } from '@/components/rules/eligibility-list';
import { Follow } from '@/components/test-payment/follow';
import { Stage } from '@/components/test-payment/stage';
import { isMoving, stagesOf, type TestReport, verdictOf } from '@/components/test-payment/stages';
import { formatMoney } from '@/components/ui/format';
import { LinkButton } from '@/components/ui/link-button';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { type QrDrawing, QrPicture } from '@/components/ui/qr-picture';
import { RawText } from '@/components/ui/raw-text';
import type { CallbackView } from '@/lib/core/callbacks';
import type { Strategy } from '@/lib/core/vocabulary';

const HEAD_CHARACTERS = 200;

export interface Chosen {
  readonly strategy: Strategy;
  readonly account: string;
  /** The account that the strategy left out. */
  readonly leftOut: string | null;
}

interface ReportProps {
  report: TestReport;
  /** Null before an account was taken. */
  chosen: Chosen | null;
  code: QrDrawing | null;
  checkoutUrl: string;
}

function Links({ children }: { children: ReactNode }) {
  return <div className="mt-2 flex flex-wrap gap-2">{children}</div>;
}

function RuleStage({ report }: { report: TestReport }) {
  const t = useTranslations('testPayment');
  const { accounts } = report.trace;
  const count = accounts.filter(({ reasons }) => reasons.length === 0).length;
  return (
    <>
      <p>{count === 0 ? t('ruleNone') : t('rule', { count, all: accounts.length })}</p>
      <EligibilityList label={t('stage.rule')} accounts={accounts} chosenId={report.order.accountId} />
      {count > 0 ? null : (
        <Links>
          <LinkButton href="/rules" size="sm">
            {t('rulesLink')}
          </LinkButton>
          <LinkButton href="/accounts" size="sm">
            {t('accountsLink')}
          </LinkButton>
        </Links>
      )}
    </>
  );
}

function StrategyStage({ report, chosen }: { report: TestReport; chosen: Chosen | null }) {
  const t = useTranslations('testPayment');
  const names = useTranslations('strategy.name');
  if (stagesOf(report).strategy === 'failed') {
    return (
      <>
        <p>{t('noAmount')}</p>
        <Links>
          <LinkButton href="/accounts" size="sm">
            {t('accountsLink')}
          </LinkButton>
        </Links>
      </>
    );
  }
  if (chosen === null) return null;
  const { strategy, account, leftOut } = chosen;
  return (
    <p>
      {t('strategy', { strategy: names(strategy), account })}
      {leftOut === null ? null : ` ${t('leftOut', { account: leftOut })}`}
    </p>
  );
}

function CodeStage({ report, code, checkoutUrl }: Pick<ReportProps, 'report' | 'code' | 'checkoutUrl'>) {
  const t = useTranslations('testPayment');
  const types = useTranslations('payType');
  const { order } = report;
  const amount = formatMoney(order.payable ?? order.price);
  const state = stagesOf(report).code;
  if (state === 'idle') return null;
  if (state === 'failed') return <p>{t('codeGone')}</p>;
  if (code === null) return <p>{t('codeShown', { amount })}</p>;
  return (
    <div className="flex flex-col items-start gap-3">
      <p>{t('code', { type: types(order.type ?? 'open'), amount })}</p>
      <div className="w-full max-w-60">
        <QrPicture drawing={code} label={t('codeAlt')} />
        <p className="figures mt-2 text-center text-2xl font-medium">{amount}</p>
      </div>
      <p className="text-muted">
        {t('expires')} <Moment at={order.expiresAt} />
      </p>
      <LinkButton href={checkoutUrl} size="sm" target="_blank">
        <ExternalLink aria-hidden="true" />
        {t('checkout')}
      </LinkButton>
    </div>
  );
}

function ArrivalStage({ report }: { report: TestReport }) {
  const t = useTranslations('testPayment');
  const { arrivals } = report;
  const state = stagesOf(report).arrival;
  if (state === 'idle') return null;
  if (state === 'waiting') return <p>{t('arrivalWaiting')}</p>;
  const [arrival] = arrivals;
  if (state === 'done') {
    if (arrival === undefined) return <p>{t('arrivalByHand')}</p>;
    const seconds = Math.max(0, Math.ceil((arrival.seenAt.getTime() - arrival.paidAt.getTime()) / 1000));
    return <p>{t('arrival', { amount: formatMoney(arrival.amount), seconds })}</p>;
  }
  return (
    <>
      <p>{t(arrival === undefined ? 'arrivalNever' : 'arrivalLate')}</p>
      <Links>
        <LinkButton href="/accounts" size="sm">
          {t('accountsLink')}
        </LinkButton>
      </Links>
    </>
  );
}

function Attempt({ attempt }: { attempt: CallbackView['attempts'][number] }) {
  const t = useTranslations('testPayment');
  const diagnosis = useTranslations('diagnosis');
  const { httpStatus: status, responseText, durationMs } = attempt;
  const ms = Math.round(durationMs);
  const head = (responseText ?? '').slice(0, HEAD_CHARACTERS);
  return (
    <div className="mt-1 space-y-1">
      {attempt.diagnosis === null ? null : <p>{diagnosis(attempt.diagnosis)}</p>}
      <p className="figures text-xs text-muted">
        {status === null ? t('noAnswer', { ms }) : t('callbackFacts', { status, ms })}
      </p>
      <ReadingNote reading={attempt.reading} finding={attempt.finding} />
      {status === null ? null : (
        <RawText label={t('firstBytes')} text={head === '' ? t('emptyAnswer') : head} />
      )}
    </div>
  );
}

function CallbackStage({ report }: { report: TestReport }) {
  const t = useTranslations('testPayment');
  const { callback, order } = report;
  const state = stagesOf(report).callback;
  if (state === 'idle') return null;
  const last = callback?.attempts.at(-1);
  const failed = callback?.status === 'dead' ? 'callbackDead' : 'callbackRetry';
  return (
    <>
      <p>{t(state === 'done' ? 'callback' : state === 'waiting' ? 'callbackWaiting' : failed)}</p>
      {last === undefined ? null : <Attempt attempt={last} />}
      {state === 'failed' ? (
        <Links>
          <LinkButton href="/settings" size="sm">
            {t('settingsLink')}
          </LinkButton>
          <LinkButton href={`/orders/${order.id}`} size="sm">
            {t('orderLink')}
          </LinkButton>
        </Links>
      ) : null}
    </>
  );
}

function RedirectStage({ report }: { report: TestReport }) {
  const t = useTranslations('testPayment');
  const { redirectUrl } = report;
  const state = stagesOf(report).redirect;
  if (state === 'idle') return <p className="text-muted">{t('redirectWaiting')}</p>;
  if (redirectUrl === null) {
    return (
      <>
        <p>{t('redirectMissing')}</p>
        <Links>
          <LinkButton href="/settings" size="sm">
            {t('settingsLink')}
          </LinkButton>
        </Links>
      </>
    );
  }
  return (
    <>
      <p>{t('redirect')}</p>
      <p className="font-mono text-xs break-all">{redirectUrl}</p>
      <Links>
        <LinkButton href={redirectUrl} size="sm" target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden="true" />
          {t('redirectOpen')}
        </LinkButton>
      </Links>
    </>
  );
}

const VERDICTS = {
  done: { kind: 'info', word: 'done' },
  watching: { kind: 'info', word: 'watching' },
  broken: { kind: 'loss', word: 'broken' },
  stopped: { kind: 'attention', word: 'stopped' },
} as const;

/** A test payment from order to redirect, each stage with how it fares and where it is mended. */
export function Report({ report, chosen, code, checkoutUrl }: ReportProps) {
  const t = useTranslations('testPayment');
  const { order } = report;
  const stages = stagesOf(report);
  const { kind, word } = VERDICTS[verdictOf(report)];
  const reference = order.outOrderId;
  return (
    <div className="flex flex-col gap-6">
      {isMoving(report) ? <Follow /> : null}
      <Notice kind={kind} role="status">
        <p>{t(word)}</p>
      </Notice>
      <ol className="slip p-4 sm:p-6">
        <Stage name="order" state={stages.order}>
          <p className="figures break-words">{t('order', { reference, amount: formatMoney(order.price) })}</p>
          <Links>
            <LinkButton href={`/orders/${order.id}`} size="sm">
              {t('orderLink')}
            </LinkButton>
          </Links>
        </Stage>
        <Stage name="rule" state={stages.rule}>
          <RuleStage report={report} />
        </Stage>
        <Stage name="strategy" state={stages.strategy}>
          <StrategyStage report={report} chosen={chosen} />
        </Stage>
        <Stage name="code" state={stages.code}>
          <CodeStage report={report} code={code} checkoutUrl={checkoutUrl} />
        </Stage>
        <Stage name="arrival" state={stages.arrival}>
          <ArrivalStage report={report} />
        </Stage>
        <Stage name="callback" state={stages.callback}>
          <CallbackStage report={report} />
        </Stage>
        <Stage name="redirect" state={stages.redirect} isLast>
          <RedirectStage report={report} />
        </Stage>
      </ol>
    </div>
  );
}
