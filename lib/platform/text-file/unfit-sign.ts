/**
 * What stands for a character that could not be read, and what nobody sees or types: control and formatting characters,
 * line ends, halves of characters. A tab may part a number from its password, and emoji are joined by U+200D.
 */
const UNFIT =
  /(?![\t\u200d])[\ufffd\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d/u;

/** The first sign of a text that no card key can hold, like `U+0000`; null when there is none. */
export function unfitSign(text: string): string | null {
  const found = UNFIT.exec(text)?.[0];
  return found === undefined
    ? null
    : `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
