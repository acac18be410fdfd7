/** What one import takes at most; the server counts again. */
const LINES_PER_IMPORT = 500;
const CHARACTERS_PER_IMPORT = 200_000;

/** The keys in parts that one import takes. */
export function partsOf(keys: readonly string[]): string[][] {
  const parts: string[][] = [];
  let part: string[] = [];
  let characters = 0;
  for (const key of keys) {
    if (part.length === LINES_PER_IMPORT || characters + key.length > CHARACTERS_PER_IMPORT) {
      parts.push(part);
      part = [];
      characters = 0;
    }
    part.push(key);
    characters += key.length;
  }
  return part.length === 0 ? parts : [...parts, part];
}
