import { type Command, CommandError } from '@/cli/command';
import { verifyAudit } from '@/lib/core/audit';
import { verifyPoints } from '@/lib/core/ledger';
import { databaseTime } from '@/lib/core/orders';
import { readDatabaseState } from '@/lib/core/runtime';
import { env } from '@/lib/platform/env';

const CLOCK_SKEW_MS_MAX = 2_000;
const WORKER_BEAT_SECONDS_MAX = 15;

/** What of the books and the log does not stand; nothing of a database that is not ready, or without the key. */
async function examineRecords(isReady: boolean): Promise<Finding[]> {
  if (!isReady) return [];
  const [{ entries, brokenAt }, wrongPoints] = await Promise.all([verifyAudit(), verifyPoints()]);
  return [
    {
      check: 'audit log',
      isGood: brokenAt === null,
      advice: `entry ${brokenAt} of ${entries} is not as it was written: keep a copy of the database and find out who can change it`,
    },
    {
      check: 'points',
      isGood: wrongPoints.length === 0,
      advice: `${wrongPoints.length} balances are not the sum of their entries: keep a copy of the database and find out who can change it`,
    },
  ];
}

interface Finding {
  readonly check: string;
  readonly isGood: boolean;
  readonly advice: string;
}

async function examine(): Promise<Finding[]> {
  const before = Date.now();
  const databaseNow = (await databaseTime()).getTime();
  const skewMs = Math.max(0, before - databaseNow, databaseNow - Date.now());
  const { isMigrated, beatAgesSeconds } = await readDatabaseState();
  const workerAgeSeconds = beatAgesSeconds.get('worker') ?? Number.POSITIVE_INFINITY;
  const hasKey = env.secretKey.length === 64;
  const isLocal = ['127.0.0.1', 'localhost'].includes(new URL(env.publicUrl).hostname);
  return [
    { check: 'database', isGood: true, advice: '' },
    { check: 'migrations', isGood: isMigrated, advice: 'start once with `npm start`' },
    {
      check: 'clock',
      isGood: skewMs <= CLOCK_SKEW_MS_MAX,
      advice: `clocks differ by ${skewMs} ms: run a time service`,
    },
    {
      check: 'worker',
      isGood: workerAgeSeconds <= WORKER_BEAT_SECONDS_MAX,
      advice: 'no worker beats: start with `npm start`',
    },
    ...(await examineRecords(isMigrated && hasKey)),
    { check: 'secret key', isGood: hasKey, advice: 'set MATOU_SECRET_KEY' },
    { check: 'public address', isGood: !isLocal, advice: 'set MATOU_PUBLIC_URL to what buyers can reach' },
  ];
}

/** Says what is wrong and what to do; only a database that cannot be reached makes it fail. */
export const doctor: Command = {
  usage: '',
  options: [],
  async run() {
    try {
      const findings = await examine();
      return { findings: findings.map((found) => (found.isGood ? { ...found, advice: '' } : found)) };
    } catch (error) {
      throw new CommandError(
        `The database does not answer: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  },
};
