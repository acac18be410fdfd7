/** What PHP prints before a script's own output when it goes on; an error that ends the script is none of these. */
const OPENING =
  /(?:<br\s{0,4}\/?>\s{0,4})?(?:<b>)?(?<![^\s>\uFEFF])(?:PHP )?(?:Notice|Warning|Deprecated|Strict Standards)(?:<\/b>)?:\s/;
const PLACE = ' on line ';
const CLOSING = /(?:<b>\d{1,7}<\/b>(?:<br\s{0,4}\/?>)?|\d{1,7})/y;
const MESSAGE_LENGTH_MAX = 4_000;

/** Where the notice that opens before `from` ends; null when it is none. */
function endOfNotice(text: string, from: number): number | null {
  const message = text.slice(from - 1, from + MESSAGE_LENGTH_MAX);
  const place = message.indexOf(PLACE);
  if (place < 0 || !/\sin\s/.test(message.slice(0, place))) return null;
  CLOSING.lastIndex = from - 1 + place + PLACE.length;
  const closing = CLOSING.exec(text);
  return closing === null ? null : CLOSING.lastIndex;
}

/** A text without the notices, warnings and deprecations that PHP printed into it, as plain text or as HTML. */
export function withoutNotices(text: string): string {
  const opening = new RegExp(OPENING, 'g');
  let kept = '';
  let at = 0;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const end = endOfNotice(text, opening.lastIndex);
    if (end === null) continue;
    kept += text.slice(at, found.index);
    at = end;
    opening.lastIndex = end;
  }
  return kept + text.slice(at);
}
