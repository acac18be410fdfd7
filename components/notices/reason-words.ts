import { useTranslations } from 'next-intl';

const REASONS = [
  'merged',
  'several_amounts',
  'amount_unclear',
  'no_rule',
  'no_title',
  'never_payment',
  'fields_unclear',
  'too_long',
  'signature_reused',
  'repeated',
] as const;

/** Why a notice was not read; what a monitor's own report lacked has one word for all. */
export function useReasonWords(): (reason: string) => string {
  const t = useTranslations('notices.reason');
  return (reason) => t(REASONS.find((one) => one === reason) ?? 'event');
}
