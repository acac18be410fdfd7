import type { Card } from '@/lib/core/catalogue';

export interface CardRow extends Omit<Card, 'content'> {
  readonly masked: string;
}

const SHOWN = 3;

/** The ends of a key, enough to know it by; nothing of a short one. */
export function mask(content: string): string {
  const isLong = content.length >= 4 * SHOWN;
  return isLong ? `${content.slice(0, SHOWN)}••••${content.slice(-SHOWN)}` : '••••••••';
}

/** What a page may carry before the merchant asks for the key itself. */
export function toCardRow({ content, ...row }: Card): CardRow {
  return { ...row, masked: mask(content) };
}
