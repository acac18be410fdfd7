/** The closed lists that the whole product shares; the database checks the same values. */
export const MODES = ['live', 'test'] as const;
export type Mode = (typeof MODES)[number];

export const PAY_TYPES = ['alipay', 'wechat', 'qq'] as const;
export type PayType = (typeof PAY_TYPES)[number];

/** What a notice rule says of what it knows; after `never` no other rule reads it. */
export const RULE_VERDICTS = ['payment', 'never'] as const;
export type RuleVerdict = (typeof RULE_VERDICTS)[number];

export const DIALECT_IDS = ['gatepay-v1', 'gatepay-product', 'cloudpay', 'vmq', 'epay-v1'] as const;
export type DialectId = (typeof DIALECT_IDS)[number];

export const STRATEGIES = ['smart', 'even', 'random'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** Where the amount to pay moves from the price: `down_then_up` goes up when nothing is left below. */
export const AMOUNT_DIRECTIONS = ['down', 'up', 'down_then_up'] as const;
export type AmountDirection = (typeof AMOUNT_DIRECTIONS)[number];

/** What becomes of money that comes after its order has ended and can be no other's: it settles the order, or it is held. */
export const LATE_POLICIES = ['hold', 'settle'] as const;
export type LatePolicy = (typeof LATE_POLICIES)[number];

/** What a plan opens. Without a plan everything is open. */
export const PLAN_FEATURES = ['cloud_sessions', 'card_api', 'quick_pay', 'refund_api'] as const;
export type PlanFeature = (typeof PLAN_FEATURES)[number];

/** How settlements can be paid out. */
export const SETTLEMENT_METHODS = ['alipay', 'wechat', 'qq', 'bank'] as const;
export type SettlementMethod = (typeof SETTLEMENT_METHODS)[number];

/** Through what notifications are sent. */
export const NOTIFIER_KINDS = ['mail', 'webhook', 'wecom', 'dingtalk', 'feishu', 'telegram'] as const;
export type NotifierKind = (typeof NOTIFIER_KINDS)[number];

/** What a merchant can be told of. */
export const MERCHANT_EVENTS = [
  'session_offline',
  'monitor_offline',
  'callbacks_failing',
  'arrival_unmatched',
  'appeal_opened',
  'stock_low',
  'quota_80',
  'quota_100',
  'points_low',
] as const;
export type NotificationEvent = (typeof MERCHANT_EVENTS)[number];

/** What the operator can be told of, over all merchants. */
export const OPERATOR_EVENTS = [
  'session_offline',
  'callbacks_failing',
] as const satisfies readonly NotificationEvent[];

/** Where word of moved orders travels between processes. */
export const ORDER_CHANNEL = 'matou_order';
