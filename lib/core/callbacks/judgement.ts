/**
 * How a merchant's answer was read: as the one word it must be, by the strict reading of a protocol whose clients print
 * more around it, or by the lenient one that a merchant switched on.
 */
export const READINGS = ['word', 'strict', 'lenient'] as const;
export type Reading = (typeof READINGS)[number];

/** What was found in an answer that acknowledges. */
const ACKNOWLEDGING = [
  'bare_word',
  'word_in_page',
  'word_after_notices',
  'word_at_end',
  'json_affirms',
  'contains_word',
] as const;
/** What was found in one that does not. */
const REFUSING = [
  'empty',
  'no_word',
  'part_of_word',
  'denied',
  'within_text',
  'json_denies',
  'json_unclear',
  'page',
  'too_long',
] as const;
export const FINDINGS = [...ACKNOWLEDGING, ...REFUSING] as const;
export type Finding = (typeof FINDINGS)[number];

/** Whether an answer acknowledged, which reading decided, and what it found. */
export interface Judgement {
  readonly isAcknowledged: boolean;
  readonly reading: Reading;
  readonly finding: Finding;
}

/** A judgement follows from its finding. */
export function judgementOf(reading: Reading, finding: Finding): Judgement {
  return { isAcknowledged: ACKNOWLEDGING.some((one) => one === finding), reading, finding };
}
