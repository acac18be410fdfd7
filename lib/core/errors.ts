/** What the core refuses, in meaning; each mouth has its own numbers and words for it. */
export const DOMAIN_ERROR_CODES = [
  'merchant.unknown',
  'merchant.suspended',
  'merchant.api_closed',
  'merchant.cloud_closed',
  'merchant.card_api_closed',
  'merchant.refund_api_closed',
  'merchant.quick_pay_closed',
  'merchant.method_closed',
  'merchant.email_taken',
  'merchant.setting_invalid',
  'merchant.port_shut',
  'credential.signature_invalid',
  'credential.already_revealed',
  'credential.signature_misread',
  'login.refused',
  'login.locked',
  'password.too_weak',
  'order.notify_url_missing',
  'order.return_url_missing',
  'order.address_not_allowed',
  'order.port_shut',
  'order.reference_taken',
  'order.reference_closed',
  'order.unknown',
  'order.state_forbids',
  'order.amount_invalid',
  'order.reference_paid',
  'order.choice_invalid',
  'product.unknown',
  'product.off_sale',
  'product.out_of_stock',
  'product.invalid',
  'product.picture_invalid',
  'category.unknown',
  'category.name_taken',
  'card.none_given',
  'card.too_many',
  'card.repeated',
  'card.unfit',
  'card.all_known',
  'card.unknown',
  'link.unknown',
  'link.closed',
  'link.amount_invalid',
  'link.invalid',
  'refund.not_supported',
  'refund.amount_invalid',
  'refund.failed',
  'settlement.profile_missing',
  'settlement.amount_invalid',
  'collection.no_channel',
  'collection.amounts_taken',
  'collection.too_many_open',
  'rule.unknown',
  'rule.invalid',
  'account.unknown',
  'account.code_invalid',
  'monitor.unknown',
  'notice.unknown',
  'notice_rule.unknown',
  'notice_rule.changed',
  'notice_rule.pattern_invalid',
  'callback.unknown',
  'session.unknown',
  'session.state_forbids',
  'session.not_configured',
  'session.platform_busy',
  'points.short',
  'points.beyond_balance',
  'points.invalid',
  'plan.unknown',
  'plan.invalid',
  'plan.expired',
  'plan.quota_spent',
  'plan.accounts_spent',
  'plan.feature_missing',
  'arrival.unknown',
  'arrival.state_forbids',
  'arrival.amount_differs',
  'appeal.unknown',
  'appeal.state_forbids',
  'appeal.invalid',
  'target.unknown',
  'target.invalid',
  'setting.invalid',
  'impersonation.over',
] as const;

export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

export type DomainErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'exhausted'
  | 'unavailable';

/** A refusal that the caller may be told about. Anything else that is thrown is a fault of ours. */
export class DomainError extends Error {
  constructor(
    readonly kind: DomainErrorKind,
    readonly code: DomainErrorCode,
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
    this.name = 'DomainError';
  }
}
