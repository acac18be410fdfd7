import type { Fields } from '@/lib/platform/fields';

/** What SmsForwarder passed on, with the place of each word known. */
export interface Forwarded {
  readonly sender: string;
  /** Null when no title came; then the first line of the text is its place. */
  readonly title: string | null;
  readonly text: string;
}

/**
 * The message template that SmsForwarder has from the start: package, text, title, UID, time, and the device's mark where
 * there is one. The title is found from the end, because only the text above it can have lines of a stranger's choice.
 */
const OWN_TEMPLATE =
  /^([^\n]*)\n([\s\S]*)\n([^\n]*)\nUID：\d+\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\n(?!\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$)[^\n]*)?$/;

function partsOfOwnTemplate(sender: string, content: string): Forwarded | null {
  const [, from, text = '', title = ''] = OWN_TEMPLATE.exec(content.replaceAll('\r', '')) ?? [];
  return from === sender ? { sender, title, text } : null;
}

/**
 * The notice in a webhook's fields; `isOwnTemplate` says that the sender's address asked for SmsForwarder's own template.
 * Null when `from` or `content` is missing, or when one of the three came twice or broken: then nobody knows whose words
 * stand where.
 */
export function readForwarded({ values, faults }: Fields, isOwnTemplate: boolean): Forwarded | null {
  const sender = values.get('from');
  const content = values.get('content');
  if (sender === undefined || content === undefined || faults.has('title')) return null;
  const title = values.get('title') ?? null;
  const plain = { sender, title, text: content };
  return isOwnTemplate && title === null ? (partsOfOwnTemplate(sender, content) ?? plain) : plain;
}
