const DAY_MS = 86_400_000;

/** The start of a day in Shanghai, which knows no summer time. */
function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** From the start of the first day up to the end of the last, as moments; null leaves that side open. */
export function daysBetween(from: string | null, to: string | null) {
  return {
    from: from === null ? undefined : startOfDay(from),
    to: to === null ? undefined : new Date(startOfDay(to).getTime() + DAY_MS),
  };
}
