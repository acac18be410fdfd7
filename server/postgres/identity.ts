import { statSync } from 'node:fs';

/**
 * Which directory a path leads to: the same for every symbolic link, bind mount and later name of one directory,
 * another one for each copy of it. `undefined` when it is not there or may not be looked at.
 */
export function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
