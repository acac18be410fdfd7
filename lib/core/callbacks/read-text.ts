/** An answer's kept head, read as UTF-8, or as GB18030 when it is not UTF-8. */
export function readText(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  try {
    // A character cut in two at the end is dropped, not an error.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
