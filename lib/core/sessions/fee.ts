import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { changeSetting, readSetting } from '@/lib/core/installation';
import type { Mode } from '@/lib/core/vocabulary';

const SETTING = 'fees';
const DEFAULT_POINTS = 100;
/** ¥10,000; a fee above it is a slip of the hand. */
const POINTS_MAX = 1_000_000;

function isFee(points: unknown): points is number {
  return Number.isInteger(points) && Number(points) >= 0 && Number(points) <= POINTS_MAX;
}

/** What a successful log-on costs in points, as the operator set it. Sessions of test mode are free. */
export async function logonFee(mode: Mode): Promise<number> {
  if (mode === 'test') return 0;
  const points = (await readSetting(SETTING))?.value.logonPoints;
  return isFee(points) ? points : DEFAULT_POINTS;
}

/** For log-ons that start from now on. Throws setting.invalid for anything but 0 to 1,000,000 whole points. */
export async function changeLogonFee({ points, actor }: { points: number; actor: string }): Promise<void> {
  if (!isFee(points)) throw new DomainError('invalid', 'setting.invalid', { setting: 'logonPoints' });
  await changeSetting({ name: SETTING, value: { logonPoints: points }, secrets: {}, actor }, (tx) =>
    recordAudit(tx, {
      actor,
      merchantId: null,
      action: 'fees.changed',
      subject: 'setting:fees',
      data: { logonPoints: points },
    }),
  );
}
