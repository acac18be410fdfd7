import { describe, expect, test } from 'vitest';
import { commands } from '@/cli/commands';
import { findCredential } from '@/lib/core/merchants';
import { openShop } from '@/tests/support/shop';

async function run(name: string, given: Record<string, string>): Promise<Record<string, unknown>> {
  const command = commands[name];
  if (command === undefined) throw new Error(`there is no ${name}`);
  return { ...(await command.run(given)) };
}

describe('on the command line', () => {
  test('points are added and taken back with a reason', async () => {
    const { merchantId } = await openShop();
    const merchant = String(merchantId);
    expect(await run('points add', { merchant, points: '500', reason: '转账' })).toEqual({
      merchantId,
      added: 500,
      points: 500,
    });
    expect(await run('points add', { merchant, points: '20', reason: '赠送' })).toMatchObject({
      points: 520,
    });
    expect(await run('points take-back', { merchant, points: '515', reason: '充错' })).toEqual({
      merchantId,
      takenBack: 515,
      points: 5,
    });
  });

  test.each([{ points: '0' }, { points: '-5' }, { points: '1.5' }, { points: 'x' }])(
    '%o points are refused',
    async ({ points }) => {
      const { merchantId } = await openShop();
      const given = { merchant: String(merchantId), points, reason: 'a' };
      await expect(run('points add', given)).rejects.toThrow('whole number above 0');
    },
  );

  test('a plan is made, listed, assigned until a moment and taken off', async () => {
    const { merchantId } = await openShop();
    const merchant = String(merchantId);
    const terms = {
      name: '基础版',
      points: '3000',
      days: '30',
      orders: '100',
      sum: '5000.00',
      features: 'quick_pay',
    };
    const { planId } = await run('plan create', terms);
    const { plans } = await run('plan list', {});
    expect(plans).toContainEqual(
      expect.objectContaining({ id: planId, ordersPerDay: 100, sumPerDay: 500_000, accountsMax: null }),
    );
    const until = '2027-01-31T00:00:00+08:00';
    expect(await run('plan assign', { merchant, plan: String(planId), until })).toMatchObject({
      plan: { planId, features: ['quick_pay'], expiresAt: new Date(until), isExpired: false },
    });
    expect(await run('plan assign', { merchant, plan: 'none' })).toEqual({ merchantId, plan: null });
  });

  test('a merchant is made an agent, or not', async () => {
    const made = await run('merchant create', { name: 'A', email: 'a@agents.example', cloud: 'off' });
    const merchantId = Number(made.merchantId);
    const isAgent = async () => (await findCredential(merchantId, 'live'))?.isCloudOpen;
    expect(await isAgent()).toBe(false);
    const merchant = String(merchantId);
    expect(await run('merchant set', { merchant, cloud: 'on' })).toMatchObject({ isCloudOpen: true });
    expect(await isAgent()).toBe(true);
    const other = await run('merchant create', { name: 'B', email: 'b@agents.example' });
    expect((await findCredential(Number(other.merchantId), 'live'))?.isCloudOpen).toBe(true);
  });
});
