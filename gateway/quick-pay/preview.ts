import type { Language } from '@/gateway/checkout/messages';
import { words } from '@/gateway/quick-pay/messages';
import { drawForm } from '@/gateway/quick-pay/page/draw-form';
import { type Ask, readEntries } from '@/gateway/quick-pay/read-ask';
import type { Link } from '@/lib/core/quick-pay';
import { PAY_TYPES } from '@/lib/core/vocabulary';

export interface Preview {
  readonly language: Language;
  readonly ask: Ask;
  readonly link: Link;
  readonly merchantName: string;
}

/** The page as buyers would see it while every way to pay is open: a document without script that places nothing. */
export function drawPreview({ language, ask, link, merchantName }: Preview): string {
  const terms = { link, range: link, types: PAY_TYPES };
  const drawn = drawForm({
    words: words[language],
    ask,
    terms,
    entries: readEntries(ask, terms, null),
    merchantName,
    isTest: link.mode === 'test',
    nonce: '',
    likelyType: null,
    note: null,
    status: 200,
    isAlive: false,
  });
  return drawn.html.text;
}
