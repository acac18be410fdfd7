/** The work took longer than it may; whether it was done is unknown. */
export class DeadlinePassed extends Error {}

/** Waits for `work` at most `ms` milliseconds. Throws DeadlinePassed; the work itself goes on. */
export async function withinDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed(`not done within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
