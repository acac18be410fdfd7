import type { Messages } from 'next-intl';
import { formatMoney, formatTime } from '@/components/ui/format';
import type { AuditData } from '@/lib/core/audit';
import { fen } from '@/lib/platform/money';

/** The words of what can only be one of a few, by the name of its field. */
function groupsOf(words: Messages): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const { audit, settings, quickPay, notifications } = words;
  return {
    mode: words.mode,
    type: words.payType,
    method: words.settlementMethod,
    settlementMethod: words.settlementMethod,
    strategy: words.strategy.name,
    amountDirection: { down: settings.down, up: settings.up, down_then_up: settings.down_then_up },
    latePolicy: { hold: audit.value.late_hold, settle: audit.value.late_settle },
    onlineSwitch: words.accounts.switch,
    regions: words.province,
    delivery: words.products.deliveries,
    skin: { 0: quickPay.field.skin0, 1: quickPay.field.skin1 },
    way: { channel: audit.value.by_channel, manual: audit.value.by_hand },
    features: words.plans.feature,
    kind: notifications.kind,
    security: notifications.operator.securities,
    reason: words.sessions.reasons,
  };
}

/** A text that is a word of the group, or several with commas, in the reader's words; a reason for one can be any text. */
function inWords(text: string, group: Readonly<Record<string, string>>, glue: string): string {
  const parts = text.split(',').map((part) => part.trim());
  const isKnown = parts.every((part) => Object.hasOwn(group, part));
  return isKnown ? parts.map((part) => group[part]).join(glue) : text;
}

/** What a detail of an entry says to the reader; `field` as the log names it. */
export function describeValue(field: string, value: AuditData[string], words: Messages): string {
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return words.audit.value[value ? 'yes' : 'no'];
  if (typeof value === 'number' && field.endsWith('Fen')) return formatMoney(fen(value));
  if (typeof value === 'string' && field.endsWith('At')) return formatTime(new Date(value));
  const group = groupsOf(words)[field];
  return group === undefined ? String(value) : inWords(String(value), group, words.notifications.glue);
}
