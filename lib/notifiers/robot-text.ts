import type { Message } from '@/lib/notifiers/notifier';

/** 钉钉 demands a keyword of robots that do not sign; this word stands in every text. */
export const KEYWORD = 'Matou';

/** A message as robots say it: plain text, in which links are found by the reader's program. */
export function robotText({ title, text, url }: Message): string {
  return `【${KEYWORD} 码头】${title}\n${text}\n${url}`;
}

/** Where a robot's platform is reached: the operator's word, or the public address. */
export function baseOf(given: string | undefined, official: string): string {
  return given === undefined || given === '' ? official : given.replace(/\/+$/, '');
}
