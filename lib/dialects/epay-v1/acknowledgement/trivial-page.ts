import { denies } from '@/lib/dialects/epay-v1/acknowledgement/denial';
import { trimBlanks } from '@/lib/platform/web-address';

/** Tags that a server or a framework puts around a single word; a page that people look at has others. */
const TAGS = new Set(
  `
  html head body meta title p div span pre br center b strong i em font code tt main h1 h2 h3 h4 h5 h6 xml
  string response result root
`
    .trim()
    .split(/\s+/),
);
const TAG = /<\/?([a-z][a-z0-9]*)(?:\s[^<>]*)?\/?>/gi;
const TITLE = /<title(?:\s[^<>]{0,200})?>([^<]{0,200})<\/title\s{0,4}>/i;
const HEAD = /^\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!doctype[^<>]{0,300}>)?/i;
const CHARACTERS_OF_TAGS_MAX = 2_000;

export function hasMarkup(text: string): boolean {
  return /<[a-z!?/]/i.test(text);
}

/** A text without what lies between the marks; all of it from a mark that is never closed. */
function without(text: string, open: string, close: string): string {
  let kept = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf(open, at);
    if (start < 0) return kept + text.slice(at);
    kept += text.slice(at, start);
    const end = text.indexOf(close, start + open.length);
    if (end < 0) return kept;
    at = end + close.length;
  }
}

/**
 * The text of a page that is nothing but a few plain tags around it; null for any other page. Comments and the title
 * are not its text, but a title that speaks of a failure makes it another page.
 */
export function textOfTrivialPage(page: string): string | null {
  const plain = without(page, '<!--', '-->')
    .replace(HEAD, '')
    .replace(/<!\[CDATA\[([^<]{0,200})\]\]>/i, '$1');
  const title = TITLE.exec(plain);
  if (title !== null && denies(title[1] ?? '')) return null;
  let isTrivial = true;
  let tagged = 0;
  const text = plain.replace(TITLE, '').replace(TAG, (tag: string, name: string) => {
    isTrivial &&= TAGS.has(name.toLowerCase());
    tagged += tag.length;
    return ' ';
  });
  if (!isTrivial || tagged > CHARACTERS_OF_TAGS_MAX || /[<>]/.test(text)) return null;
  return trimBlanks(text.replace(/&nbsp;|&#160;|&#xa0;/gi, ' '));
}
