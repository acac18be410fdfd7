import { createHash } from 'node:crypto';

/**
 * What one signed text of the gatepay dialects was meant as. Their signature joins the fields with nothing
 * between them, so one text can be read in several ways; only the way that was first seen or sent is accepted.
 */
export interface SignaturePin {
  /** sha256 of the signed text. */
  readonly digest: Buffer;
  /** sha256 of the endpoint and of every field, each kept apart. */
  readonly meaning: Buffer;
}

const SEPARATOR = '\u0000';

/** `fields` are the signed texts one by one; joined, they are what was signed. U+0000 is in none of them. */
export function signaturePin(endpoint: string, fields: readonly string[]): SignaturePin {
  return {
    digest: createHash('sha256').update(fields.join('')).digest(),
    meaning: createHash('sha256')
      .update([endpoint, ...fields].join(SEPARATOR))
      .digest(),
  };
}
