export interface NoticeWords {
  /** The package, or whoever sent the message. */
  readonly sender: string;
  /** The title as a field of its own; null or missing when the forwarder sent none. */
  readonly title?: string | null;
  readonly text: string;
}

export interface NoticeParts {
  /** Null when nothing stands in its place. */
  readonly title: string | null;
  /** What stands beside the title. */
  readonly text: string;
  /** Everything that was said, for rules that ask for no title. */
  readonly whole: string;
}

/** What forwarders print below a notice: the time, perhaps under the app's number. Any other line may be a stranger's. */
const TAIL =
  /\n(?:UID：\d+\n)?[ \t]*\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}:\d{2}(?:\.\d{1,9})?[ \t]*(?:Z|[+-]\d{2}:?\d{2})?[ \t]*$/;

/**
 * Where a notice's title stands: in the field of its own, else on the first line, with the words below it. No other line
 * is ever a title, because every other line may be the words of a stranger. A single line has none, and the sender's own
 * name on the first line is none: that is a template that puts the title elsewhere.
 */
export function partsOf({ sender, title = null, text }: NoticeWords): NoticeParts {
  const whole = text.replaceAll('\r', '').replace(TAIL, '');
  if (title !== null) return { title: title.replaceAll('\r', ''), text: whole, whole };
  const end = whole.indexOf('\n');
  const first = whole.slice(0, Math.max(end, 0));
  if (end < 0 || first === sender) return { title: null, text: whole, whole };
  return { title: first, text: whole.slice(end + 1), whole };
}
