import { useTranslations } from 'next-intl';
import { type Pairing, PairingDialog, RemoveMonitorButton } from '@/components/accounts/monitor-dialogs';
import { Facts } from '@/components/ui/facts';
import { Moment } from '@/components/ui/moment';
import { OnlineStatus } from '@/components/ui/online-status';
import type { Action } from '@/lib/auth/action-result';
import type { MonitorView } from '@/lib/core/accounts';

/** Below this nobody needs to know. */
const SKEW_SHOWN_MS = 5_000;

interface MonitorListProps {
  monitors: readonly MonitorView[];
  pair: Action<Pairing>;
  remove: Action<null>;
}

function ClockNote({ aheadMs }: { aheadMs: number }) {
  const t = useTranslations('monitors');
  if (Math.abs(aheadMs) < SKEW_SHOWN_MS) return null;
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return <p className="text-xs text-muted">{t(aheadMs > 0 ? 'clock' : 'clockBehind', { seconds })}</p>;
}

/** The largest unit that the difference fills. */
function inUnits(ms: number): { count: number; unit: 'day' | 'hour' | 'minute' } {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes >= 2 * 1440) return { count: Math.round(minutes / 1440), unit: 'day' };
  return minutes >= 120
    ? { count: Math.round(minutes / 60), unit: 'hour' }
    : { count: minutes, unit: 'minute' };
}

/** A message whose time did not count: the phone's clock is wrong, or somebody sends old messages again. */
function OddClockNote({ aheadMs }: { aheadMs: number | null }) {
  const t = useTranslations('monitors');
  if (aheadMs === null) return null;
  const { count, unit } = inUnits(aheadMs);
  const span = t(`span.${unit}`, { count });
  return (
    <p className="text-xs text-attention">{t(aheadMs > 0 ? 'oddClockAhead' : 'oddClockBehind', { span })}</p>
  );
}

const REFUSALS = [
  'signature_invalid',
  'timestamp_out_of_range',
  'nonce_replayed',
  'sequence_behind',
  'message_malformed',
] as const;

function RefusedNote({ monitor }: { monitor: MonitorView }) {
  const t = useTranslations('monitors');
  const { refusedCount: count, lastRefusal, lastRefusedAt } = monitor;
  if (count === 0 || lastRefusedAt === null) return null;
  const reason = t(`refusal.${REFUSALS.find((one) => one === lastRefusal) ?? 'other'}`);
  return (
    <p className="text-xs text-attention">
      {t('refused', { count, reason })} · <Moment at={lastRefusedAt} />
    </p>
  );
}

export function MonitorList({ monitors, pair, remove }: MonitorListProps) {
  const t = useTranslations('monitors');
  const common = useTranslations('common');
  return (
    <ul className="grid gap-4 md:grid-cols-2 2xl:grid-cols-3">
      {monitors.map((monitor) => (
        <li key={monitor.id} className="slip flex flex-col gap-4 p-4">
          <div className="flex items-start justify-between gap-4">
            <h3 className="truncate text-base">{monitor.name}</h3>
            <OnlineStatus isOnline={monitor.isAlive} onlineLabel={t('alive')} offlineLabel={t('silent')} />
          </div>
          <Facts
            facts={[
              {
                label: t('lastSeen'),
                value: monitor.lastSeenAt === null ? common('never') : <Moment at={monitor.lastSeenAt} />,
              },
              {
                label: t('lastArrival'),
                value:
                  monitor.lastArrivalAt === null ? common('never') : <Moment at={monitor.lastArrivalAt} />,
              },
            ]}
          />
          <ClockNote aheadMs={monitor.clockAheadMs} />
          <OddClockNote aheadMs={monitor.oddClockAheadMs} />
          <RefusedNote monitor={monitor} />
          <div className="mt-auto flex flex-wrap justify-end gap-2 border-t border-line pt-4">
            <PairingDialog monitor={monitor} action={pair} />
            <RemoveMonitorButton monitor={monitor} action={remove} />
          </div>
        </li>
      ))}
    </ul>
  );
}
