import {
  BadgeCheck,
  Ban,
  BellOff,
  BellRing,
  CircleCheck,
  CirclePlus,
  Clock,
  Hand,
  KeyRound,
  type LucideIcon,
  MousePointerClick,
  RotateCw,
  ScanLine,
  TimerOff,
  Undo2,
  WalletCards,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AttemptDetails } from '@/components/orders/attempt-details';
import { describeChoice } from '@/components/orders/describe-choice';
import type { ArrivalEntry, StoryEntry, TimelineEntry } from '@/components/orders/timeline-entries';
import { formatMoney } from '@/components/ui/format';
import { Moment } from '@/components/ui/moment';
import { RawText } from '@/components/ui/raw-text';
import { Reveal } from '@/components/ui/reveal';
import { type Fen, fen } from '@/lib/platform/money';

const CALM = 'bg-default text-ink';
const RECEIVED = 'bg-received-soft text-received';
const ATTENTION = 'bg-attention-soft text-attention';
const LOSS = 'bg-loss-soft text-loss';

const EVENTS: Record<string, { icon: LucideIcon; tone: string }> = {
  created: { icon: CirclePlus, tone: CALM },
  test_payment: { icon: BadgeCheck, tone: CALM },
  allocated: { icon: WalletCards, tone: CALM },
  chosen: { icon: MousePointerClick, tone: CALM },
  opened: { icon: ScanLine, tone: CALM },
  paid: { icon: CircleCheck, tone: RECEIVED },
  late_arrival: { icon: Clock, tone: ATTENTION },
  expired: { icon: TimerOff, tone: CALM },
  closed: { icon: Ban, tone: CALM },
  extended: { icon: Clock, tone: CALM },
  reopened: { icon: RotateCw, tone: CALM },
  reference_released: { icon: Ban, tone: CALM },
  settled_by_hand: { icon: Hand, tone: RECEIVED },
  matched_by_hand: { icon: Hand, tone: RECEIVED },
  keys_delivered: { icon: KeyRound, tone: CALM },
  resend_requested: { icon: RotateCw, tone: CALM },
  refund_asked: { icon: Undo2, tone: CALM },
  refunded: { icon: Undo2, tone: CALM },
  refund_failed: { icon: Undo2, tone: LOSS },
};

const KNOWN_ACTORS = ['system', 'buyer', 'monitor', 'merchant', 'operator', 'server'] as const;

export interface TimelineNames {
  /** Labels of the accounts that still exist. */
  readonly accounts: ReadonlyMap<number, string>;
  readonly monitors: ReadonlyMap<number, string>;
}

function signOf(entry: TimelineEntry): { icon: LucideIcon; tone: string } {
  if (entry.kind === 'event') return EVENTS[entry.event] ?? { icon: CirclePlus, tone: CALM };
  if (entry.kind === 'attempt') {
    return entry.attempt.failure === null ? { icon: BellRing, tone: CALM } : { icon: BellOff, tone: LOSS };
  }
  const isOrdinary = entry.outcome === 'matched' || entry.outcome === 'duplicate';
  return { icon: ScanLine, tone: isOrdinary ? CALM : ATTENTION };
}

function amountIn(data: StoryEntry['data'], name: string): Fen | null {
  const value = data[name];
  return typeof value === 'number' && Number.isSafeInteger(value) ? fen(value) : null;
}

function useSentence(names: TimelineNames) {
  const t = useTranslations('event');
  const choice = useTranslations('event.choice');
  const province = useTranslations('province');
  const ofStory = ({ event, data }: StoryEntry): string => {
    if (event === 'allocated') {
      const payable = amountIn(data, 'payableFen');
      const amount = payable === null ? '' : formatMoney(payable);
      const account = names.accounts.get(Number(data.accountId));
      const allocated =
        account === undefined ? t('allocated', { amount }) : t('allocatedTo', { account, amount });
      const why = describeChoice(data, choice, { ...names, provinceName: province });
      return why === '' ? allocated : `${allocated} · ${why}`;
    }
    if (event === 'test_payment') {
      return t('test_payment', { all: Number(data.all), count: Number(data.count) });
    }
    const refund = (['refund_asked', 'refunded', 'refund_failed'] as const).find((name) => name === event);
    if (refund !== undefined) {
      const amount = amountIn(data, 'amountFen');
      const values = {
        amount: amount === null ? '' : formatMoney(amount),
        reason: String(data.reason ?? ''),
      };
      return t(event === 'refunded' && data.way === 'manual' ? 'refunded_by_hand' : refund, values);
    }
    if (event === 'settled_by_hand') return t('settled_by_hand', { reason: String(data.reason ?? '') });
    if (event === 'matched_by_hand') {
      const amount = amountIn(data, 'amountFen');
      return t('matched_by_hand', {
        amount: amount === null ? '' : formatMoney(amount),
        reason: String(data.reason ?? ''),
      });
    }
    const plain = [
      'created',
      'chosen',
      'opened',
      'paid',
      'late_arrival',
      'expired',
      'closed',
      'extended',
      'reopened',
      'reference_released',
      'keys_delivered',
      'resend_requested',
    ] as const;
    const known = plain.find((name) => name === event);
    return known === undefined ? t('other', { kind: event }) : t(known);
  };
  const ofArrival = ({ amount, outcome }: ArrivalEntry): string =>
    `${t('arrival', { amount: formatMoney(amount) })} · ${t(`arrivalOutcome.${outcome ?? 'undecided'}`)}`;
  return (entry: TimelineEntry): string => {
    if (entry.kind === 'event') return ofStory(entry);
    if (entry.kind === 'arrival') return ofArrival(entry);
    const { attempt, failure } = entry.attempt;
    return t(failure === null ? 'callback_delivered' : 'callback_failed', { attempt });
  };
}

function useActor(names: TimelineNames) {
  const t = useTranslations('actor');
  return (actor: string): string => {
    const [kind = '', number] = actor.split(':');
    const monitor =
      kind === 'monitor' && number !== undefined ? names.monitors.get(Number(number)) : undefined;
    if (monitor !== undefined) return `${t('monitor')} ${monitor}`;
    // Which of the merchant's people it was stands in the activity log.
    if (kind === 'user') return t('user');
    const known = KNOWN_ACTORS.find((name) => name === kind);
    if (known === undefined) return t('other', { name: actor });
    return number === undefined ? t(known) : `${t(known)} ${number}`;
  };
}

interface TimelineProps {
  entries: readonly TimelineEntry[];
  names: TimelineNames;
}

/** The order's story from top to bottom; what failed is red and carries its reason. */
export function Timeline({ entries, names }: TimelineProps) {
  const t = useTranslations('order');
  const sentence = useSentence(names);
  const actor = useActor(names);
  return (
    <ol>
      {entries.map((entry, place) => {
        const { icon: Icon, tone } = signOf(entry);
        const text = sentence(entry);
        return (
          <li key={entry.key} className="relative flex gap-3 pb-4 last:pb-0">
            {place === entries.length - 1 ? null : (
              <span aria-hidden="true" className="absolute start-3.5 top-8 bottom-0 w-px bg-line" />
            )}
            <span className={`mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-full ${tone}`}>
              <Icon size={15} aria-hidden="true" />
            </span>
            <div className="min-w-0 flex-1 space-y-1">
              <div>
                <p className="text-ink">{text}</p>
                <p className="text-xs text-muted">
                  <Moment at={entry.at} isExact /> · {actor(entry.actor)}
                </p>
              </div>
              {entry.kind === 'attempt' ? (
                <AttemptDetails attempt={entry.attempt} />
              ) : Object.keys(entry.data).length === 0 ? null : (
                <Reveal summary={t('raw')}>
                  <RawText label={t('rawOf', { what: text })} text={JSON.stringify(entry.data, null, 2)} />
                </Reveal>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
