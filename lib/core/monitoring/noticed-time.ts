/** A line that is nothing but a time, as forwarders print it: `2026-11-30 18:02:11`, perhaps with a zone. */
const TIME_LINE =
  /^\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2}):(\d{2})(?:\.\d{1,9})?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/;
/** Forwarders print the phone's own time; without a zone it is taken to be China's, which has one all year. */
const CHINA = '+08:00';
/** How long a notice may have slept in a phone. */
const SLEPT_MAX_MS = 7 * 86_400_000;
/** A printed time is cut to the second, and a phone may stamp the sending a moment early. */
const AHEAD_MS = 2_000;

function readTime(text: string): number | null {
  if (/^\s*[1-9]\d{12}\s*$/.test(text)) return Number(text);
  const match = TIME_LINE.exec(text);
  if (match === null) return null;
  const [, year, month = '', day = '', hour = '', minute, second, zone = CHINA] = match;
  const two = (part: string) => part.padStart(2, '0');
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const ms = Date.parse(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${offset}`);
  return Number.isNaN(ms) ? null : ms;
}

/**
 * When the phone saw a notice that it forwarded at `sentAtMs` (milliseconds on the phone's clock): what the forwarder's
 * own field says, else the earliest line that is nothing but a time. A time that is no earlier one is not believed; null
 * when there is none. A locked phone may hold a notice for hours and sends it with the time of the sending.
 */
export function noticedAt(told: {
  field: string | undefined;
  text: string;
  sentAtMs: number;
}): number | null {
  const isEarlier = (ms: number | null): ms is number =>
    ms !== null && ms <= told.sentAtMs + AHEAD_MS && ms >= told.sentAtMs - SLEPT_MAX_MS;
  const field = readTime(told.field ?? '');
  if (isEarlier(field)) return Math.min(field, told.sentAtMs);
  const lines = told.text.split(/\r?\n/).map(readTime).filter(isEarlier);
  return lines.length === 0 ? null : Math.min(told.sentAtMs, ...lines);
}

/** A notice's words without the lines that only tell a time: forwarded twice, they are the same. */
export function withoutTime(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => readTime(line) === null)
    .join('\n');
}
