import { FieldCollector, type Fields } from '@/lib/platform/fields/fields';

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const STRING_ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const DEPTH_MAX = 32;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Walks JSON without turning numbers into floats: `1.50` must be verified as `1.50`. */
class Scanner {
  #at = 0;

  constructor(readonly text: string) {}

  /** The matched text, or null and no move. */
  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.#at += found[0].length;
    return found[0];
  }

  takeMark(mark: string): boolean {
    this.#take(SPACE);
    if (this.text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  isAtEnd(): boolean {
    this.#take(SPACE);
    return this.#at === this.text.length;
  }

  /** Passes what stands for itself inside a string. */
  #skipPlainCharacters(): void {
    let code = this.text.charCodeAt(this.#at);
    while (code >= 0x20 && code !== QUOTE && code !== BACKSLASH) {
      this.#at += 1;
      code = this.text.charCodeAt(this.#at);
    }
  }

  takeString(): string | null {
    if (!this.takeMark('"')) return null;
    const start = this.#at - 1;
    let hasEscapes = false;
    this.#skipPlainCharacters();
    while (this.#take(STRING_ESCAPE) !== null) {
      hasEscapes = true;
      this.#skipPlainCharacters();
    }
    if (this.text[this.#at] !== '"') return null;
    this.#at += 1;
    const token = this.text.slice(start, this.#at);
    return hasEscapes ? (JSON.parse(token) as string) : token.slice(1, -1);
  }

  /** A number or a word as it is written. */
  takePlain(): string | null {
    this.#take(SPACE);
    return this.#take(NUMBER) ?? this.#take(WORD);
  }

  /** Skips an array or object. False when there is none, when it is broken, or when it is too deep. */
  skipNested(depth = 0): boolean {
    const isObject = this.takeMark('{');
    if ((!isObject && !this.takeMark('[')) || depth > DEPTH_MAX) return false;
    const end = isObject ? '}' : ']';
    if (this.takeMark(end)) return true;
    do {
      if (isObject && (this.takeString() === null || !this.takeMark(':'))) return false;
      if (this.takeString() === null && this.takePlain() === null && !this.skipNested(depth + 1))
        return false;
    } while (this.takeMark(','));
    return this.takeMark(end);
  }
}

/** Takes one member's value; false when the text is broken. `null` counts as not sent. */
function takeValue(scanner: Scanner, fields: FieldCollector, name: string): boolean {
  const text = scanner.takeString();
  if (text !== null) {
    fields.add(name, text);
    return true;
  }
  const plain = scanner.takePlain();
  if (plain !== null) {
    if (plain !== 'null') fields.add(name, plain);
    return true;
  }
  fields.addFault(name, 'nested');
  return scanner.skipNested();
}

/** Reads one JSON object of plain values. Null when the text is no JSON object. */
export function readJson(text: string): Fields | null {
  const scanner = new Scanner(text);
  const fields = new FieldCollector();
  if (!scanner.takeMark('{')) return null;
  if (scanner.takeMark('}')) return scanner.isAtEnd() ? fields : null;
  do {
    const name = scanner.takeString();
    if (name === null || !scanner.takeMark(':') || !takeValue(scanner, fields, name)) return null;
  } while (scanner.takeMark(','));
  return scanner.takeMark('}') && scanner.isAtEnd() ? fields : null;
}
