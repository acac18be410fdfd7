/** China has had no summer time since 1991, and bills reach back 31 days at most. */
const AHEAD_MS = 8 * 3_600_000;

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

/** `yyyy-MM-dd HH:mm:ss` in GMT+8, as the gateway writes every time; parts of seconds are dropped. */
export function writeShanghaiTime(moment: Date): string {
  return new Date(moment.getTime() + AHEAD_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Null for any other form and for dates that do not exist. */
export function readShanghaiTime(text: string): Date | null {
  if (!WRITTEN.test(text)) return null;
  const moment = new Date(`${text.replace(' ', 'T')}+08:00`);
  return Number.isNaN(moment.getTime()) || writeShanghaiTime(moment) !== text ? null : moment;
}
