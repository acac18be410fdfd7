import { type CorpusEntry, NOTICE_CORPUS } from '@/lib/core/monitoring/notice-corpus';
import type { NoticeRule } from '@/lib/core/monitoring/notice-rule';
import { type Reading, readNotice } from '@/lib/core/monitoring/read-notice';

export interface CorpusReading extends CorpusEntry {
  readonly reading: Reading;
  /** `missed`: money that nobody reads. `believed`: a payment that is none, or another amount or way to pay. */
  readonly verdict: 'right' | 'missed' | 'believed';
}

function verdictOf({ expected }: CorpusEntry, reading: Reading): CorpusReading['verdict'] {
  if (reading.kind === 'unread') return expected === null ? 'right' : 'missed';
  const isRight = expected?.amount === reading.amount && expected.type === reading.rule.type;
  return isRight ? 'right' : 'believed';
}

/** What the rules make of every notice of the corpus. */
export function readCorpus(rules: readonly NoticeRule[]): CorpusReading[] {
  return NOTICE_CORPUS.map((entry) => {
    const reading = readNotice(entry, rules);
    return { ...entry, reading, verdict: verdictOf(entry, reading) };
  });
}
