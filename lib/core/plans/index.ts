/**
 * Plans: what a merchant may do, for how long, and how much a day. Promises that live orders and accounts never go
 * beyond the plan, by however many at once, and that a plan is paid and had in one transaction. A merchant without a
 * plan is not limited; test mode never is. Knows nothing of how orders are placed.
 */
export { assignPlan, removePlan } from './assign-plan';
export { buyPlan, type PlanPurchase } from './buy-plan';
export { selectUsedQuotas as usedQuotas } from './conditions-store';
export type { Plan, PlanLimits, PlanView, QuotaStanding } from './plan';
export { withinPlan } from './plan-refusal';
export type { PlanTerms } from './plan-shape';
export { refuseUnplanned, refuseWithoutFeature } from './refuse-without-feature';
export {
  lockQuota,
  selectPlanOf as planOf,
  selectPlans as listPlans,
  selectPlansOfMany as plansOfMany,
  selectStanding as quotaStanding,
} from './store';
export { changePlan, createPlan } from './write-plan';
