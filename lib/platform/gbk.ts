let bytesOf: Map<string, readonly number[]> | undefined;

/** The platform decodes GBK and does not encode it, so every pair of bytes is decoded once and the table turned round. */
function table(): Map<string, readonly number[]> {
  const decoder = new TextDecoder('gbk');
  const made = new Map<string, readonly number[]>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const letter = second === 0x7f ? '' : decoder.decode(Uint8Array.of(first, second));
      if (letter.length === 1 && letter !== '\uFFFD' && !made.has(letter)) made.set(letter, [first, second]);
    }
  }
  return made;
}

/** The text as GBK bytes; letters that GBK does not have become `?`, as in most programs. */
export function encodeGbk(text: string): Uint8Array {
  bytesOf ??= table();
  const known = bytesOf;
  return Uint8Array.from(
    [...text].flatMap((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code < 0x80 ? [code] : (known.get(letter) ?? [0x3f]);
    }),
  );
}
