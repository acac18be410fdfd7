import { type InstallationCounts, selectCounts } from '@/lib/core/overview/installation-store';
import { type MerchantHealth, selectHealth } from '@/lib/core/overview/merchant-health-store';
import { readDatabaseState } from '@/lib/core/runtime';

/** A process that has not said for so long that it is alive is counted as gone. */
const BEAT_SECONDS_MAX = 15;

export interface Overview extends InstallationCounts {
  /** The processes that said that they are alive, and how long ago. */
  readonly processes: readonly { name: string; ageSeconds: number; isAlive: boolean }[];
}

export async function readOverview(): Promise<Overview> {
  const [counts, { beatAgesSeconds }] = await Promise.all([selectCounts(), readDatabaseState()]);
  const processes = [...beatAgesSeconds].map(([name, ageSeconds]) => ({
    name,
    ageSeconds,
    isAlive: ageSeconds <= BEAT_SECONDS_MAX,
  }));
  return { ...counts, processes };
}

export async function findMerchantHealth(merchantId: number): Promise<MerchantHealth | null> {
  const { rows } = await selectHealth({ merchantId, sort: 'newest', page: 1, pageSize: 1 });
  return rows[0] ?? null;
}
