import { formatTime, formatTimeExactly } from '@/components/ui/format';

/** A point in time; the zone is in the tooltip. */
export function Moment({ at, isExact = false }: { at: Date; isExact?: boolean }) {
  return (
    <time
      dateTime={at.toISOString()}
      title={`${formatTimeExactly(at)} UTC+8`}
      className="figures whitespace-nowrap"
    >
      {isExact ? formatTimeExactly(at) : formatTime(at)}
    </time>
  );
}
