import type { DomainErrorCode } from '@/lib/core/errors';

/**
 * The core's refusals that no operation of any dialect meets: they belong to the admin, the checkout, monitors and
 * commands. A refusal that one dialect answers is none of these, and every dialect's table then says what it answers.
 */
const UNRAISED_CODES = [
  'merchant.quick_pay_closed',
  'merchant.email_taken',
  'merchant.setting_invalid',
  'merchant.port_shut',
  'credential.already_revealed',
  'login.refused',
  'login.locked',
  'password.too_weak',
  'order.choice_invalid',
  'product.invalid',
  'product.picture_invalid',
  'category.unknown',
  'category.name_taken',
  'card.unknown',
  'link.unknown',
  'link.closed',
  'link.amount_invalid',
  'link.invalid',
  'settlement.profile_missing',
  'settlement.amount_invalid',
  'rule.unknown',
  'rule.invalid',
  'account.unknown',
  'account.code_invalid',
  'monitor.unknown',
  'notice_rule.unknown',
  'notice.unknown',
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
  'plan.accounts_spent',
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
] as const satisfies readonly DomainErrorCode[];

type UnraisedCode = (typeof UNRAISED_CODES)[number];

/**
 * A dialect's table: one answer for every refusal that an operation of some dialect meets. A new refusal compiles
 * neither without an answer nor, once it is listed above, with one.
 */
export type Answers<Answer> = Readonly<Record<Exclude<DomainErrorCode, UnraisedCode>, Answer>>;

/** The table's answer to `code`; `unknown` to one that should never have come this far. */
export function answerFrom<Answer>(answers: Answers<Answer>, code: DomainErrorCode, unknown: Answer): Answer {
  return isUnraised(code) ? unknown : answers[code];
}

function isUnraised(code: DomainErrorCode): code is UnraisedCode {
  return UNRAISED_CODES.some((one) => one === code);
}
