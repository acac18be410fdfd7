import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MERCHANT_EVENTS } from '@/lib/core/vocabulary';
import { LETTER_LANGUAGES } from './target';
import { writeLetter, writeTestLetter } from './write-letter';

const PAGES = fileURLToPath(new URL('../../../app/(admin)', import.meta.url));
const DATA = { label: 'till', name: 'phone', product: 'tea', productId: 3, left: 2, merchantId: 7 };

describe.each(LETTER_LANGUAGES)('in %s', (language) => {
  it.each(MERCHANT_EVENTS)('%s has a title, a text and a page that helps', (event) => {
    const { title, text, url } = writeLetter({ merchantId: 7, event, data: DATA }, language);
    expect(title).not.toBe('');
    expect(text).not.toBe('');
    expect(`${title}${text}`).not.toMatch(/undefined|null|\[object/);
    expect(existsSync(join(PAGES, new URL(url).pathname, 'page.tsx')), url).toBe(true);
  });

  it('the operator is told which merchant it is about', () => {
    const news = { merchantId: null, event: 'session_offline' as const, data: DATA };
    expect(writeLetter(news, language).title).toContain('7');
    expect(writeTestLetter(null, language).url).toMatch(/\/operator\/notifications$/);
  });
});
