import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  type ZlibOptions,
} from 'node:zlib';

/** A body, and whether it went on beyond what was read of it. */
export interface ReadBody {
  readonly body: Buffer;
  readonly isCut: boolean;
}

/** Nobody packs an answer more often than this in earnest. */
const LAYERS_MAX = 2;

/** What was cut on its way is unpacked as far as it goes. */
const TO_THE_CUT: ZlibOptions = { finishFlush: constants.Z_SYNC_FLUSH };
const DEFLATE_METHOD = 8;

/** The first bytes of a stream, at most `limit` of them; what comes after is not waited for. */
export async function readUpTo(stream: AsyncIterable<Buffer>, limit: number): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) return { body: Buffer.concat(chunks).subarray(0, limit), isCut: true };
  }
  return { body: Buffer.concat(chunks), isCut: false };
}

/** `deflate` is sent with zlib's head and without; without it, only the end tells it from any other text. */
function inflater(packed: Buffer): Transform {
  const hasHead = ((packed[0] ?? 0) & 0x0f) === DEFLATE_METHOD;
  return hasHead ? createInflate(TO_THE_CUT) : createInflateRaw();
}

function unpackerOf(encoding: string, packed: Buffer): Transform | null {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip(TO_THE_CUT);
  if (encoding === 'deflate') return inflater(packed);
  if (encoding !== 'br') return null;
  return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
}

async function unpackLayer(read: ReadBody, encoding: string, limit: number): Promise<ReadBody> {
  const unpacker = unpackerOf(encoding, read.body);
  if (unpacker === null || read.body.length === 0) return read;
  unpacker.on('error', () => undefined);
  unpacker.end(read.body);
  try {
    const { body, isCut } = await readUpTo(unpacker, limit);
    return { body, isCut: isCut || read.isCut };
  } catch {
    // Proxies unpack and leave the header; then the bytes are what they are.
    return read;
  } finally {
    unpacker.destroy();
  }
}

function isGzip(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}

/**
 * Unpacks an answer that came packed although it was asked not to, up to `limit` bytes, so that a small packet that
 * unpacks into a large one costs nothing. What does not unpack stays as it came.
 */
export async function unpack(read: ReadBody, contentEncoding: string, limit: number): Promise<ReadBody> {
  const named = contentEncoding
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'identity');
  const encodings = named.length === 0 && isGzip(read.body) ? ['gzip'] : named.reverse().slice(0, LAYERS_MAX);
  let unpacked = read;
  for (const encoding of encodings) unpacked = await unpackLayer(unpacked, encoding, limit);
  return unpacked;
}
