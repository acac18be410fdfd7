import { createHash } from 'node:crypto';

/**
 * What one signed text was meant as, where the signature joins the fields with nothing between them, so that one text
 * can be read in several ways; only the way that did something first, or was sent, is accepted.
 */
export interface SignaturePin {
  /** sha256 of the signed text. */
  readonly digest: Buffer;
  /** sha256 of the endpoint and of every field, each kept apart; all readings of a text share one. */
  readonly meaning: Buffer;
}

const SEPARATOR = '\u0000';

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** `fields` are the signed texts one by one; joined, they are what was signed. U+0000 is in none of them. */
export function signaturePin(endpoint: string, fields: readonly string[]): SignaturePin {
  return { digest: sha256(fields.join('')), meaning: sha256([endpoint, ...fields].join(SEPARATOR)) };
}

/**
 * The pin of a request that only reads: who reads with a text may read with it in any other way too, but nobody moves
 * anything with it.
 */
export function readingPin(fields: readonly string[]): SignaturePin {
  return { digest: sha256(fields.join('')), meaning: sha256('reading') };
}
