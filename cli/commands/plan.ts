import { type Command, CommandError, type Given, required, requiredId } from '@/cli/command';
import { assignPlan, createPlan, listPlans, planOf, removePlan } from '@/lib/core/plans';
import { PLAN_FEATURES, type PlanFeature } from '@/lib/core/vocabulary';
import { type Fen, parseYuan } from '@/lib/platform/money';

function whole(given: Given, option: string): number {
  const text = required(given, option);
  if (!/^\d{1,9}$/.test(text)) throw new CommandError(`--${option} must be a whole number`);
  return Number(text);
}

function optionalWhole(given: Given, option: string): number | null {
  return given[option] === undefined ? null : whole(given, option);
}

function yuan(given: Given, option: string): Fen | null {
  const text = given[option];
  if (text === undefined) return null;
  const amount = parseYuan(text);
  if (amount === null) throw new CommandError(`--${option} must be an amount in yuan`);
  return amount;
}

function features(given: Given): PlanFeature[] {
  const names = (given.features ?? PLAN_FEATURES.join(',')).split(',').filter((name) => name !== '');
  return names.map((name) => {
    const found = PLAN_FEATURES.find((feature) => feature === name);
    if (found === undefined) throw new CommandError(`--features must be some of ${PLAN_FEATURES.join(',')}`);
    return found;
  });
}

export const planCreate: Command = {
  usage:
    '--name N --points N --days N [--orders N] [--sum 5000.00] [--accounts N] [--features cloud_sessions,card_api,quick_pay,refund_api] [--hidden]',
  options: ['name', 'points', 'days', 'orders', 'sum', 'accounts', 'features'],
  switches: ['hidden'],
  run(given) {
    const terms = {
      name: required(given, 'name'),
      pricePoints: whole(given, 'points'),
      days: whole(given, 'days'),
      ordersPerDay: optionalWhole(given, 'orders'),
      sumPerDay: yuan(given, 'sum'),
      accountsMax: optionalWhole(given, 'accounts'),
      features: features(given),
      isOffered: given.hidden === undefined,
    };
    return createPlan({ terms, actor: 'cli' });
  },
};

export const planList: Command = {
  usage: '',
  options: [],
  async run() {
    return { plans: await listPlans() };
  },
};

/** A moment as ISO 8601 writes it; undefined takes the plan's days. */
function until(given: Given): Date | undefined {
  const text = given.until;
  if (text === undefined) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime()))
    throw new CommandError('--until must be a moment like 2027-01-31T00:00:00+08:00');
  return moment;
}

export const planAssign: Command = {
  usage: '--merchant ID --plan ID|none [--until ISO]',
  options: ['merchant', 'plan', 'until'],
  async run(given) {
    const merchantId = requiredId(given, 'merchant');
    if (required(given, 'plan') === 'none') await removePlan({ merchantId, actor: 'cli' });
    else
      await assignPlan({ merchantId, planId: requiredId(given, 'plan'), until: until(given), actor: 'cli' });
    return { merchantId, plan: await planOf(merchantId) };
  },
};
