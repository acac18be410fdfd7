import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, CommandError, choice, optionalId, required, requiredId } from '@/cli/command';
import {
  CARDS_MAX,
  createCategory,
  createProduct,
  findProductOwner,
  importCards,
} from '@/lib/core/catalogue';
import { DomainError } from '@/lib/core/errors';
import { getSettings } from '@/lib/core/merchants';
import { MODES } from '@/lib/core/vocabulary';
import { type Fen, parseYuan } from '@/lib/platform/money';
import {
  ENCODINGS,
  type Encoding,
  KEY_MAX,
  readCardLines,
  readTextFile,
  type TextFileFault,
} from '@/lib/platform/text-file';

export const categoryCreate: Command = {
  usage: '--merchant ID --name N',
  options: ['merchant', 'name'],
  async run(given) {
    const merchantId = requiredId(given, 'merchant');
    await getSettings(merchantId);
    return createCategory({ merchantId, name: required(given, 'name') });
  },
};

function price(text: string): Fen {
  const amount = parseYuan(text);
  if (amount === null || amount === 0) throw new CommandError('--price must be yuan above 0, such as 9.90');
  return amount;
}

export const productCreate: Command = {
  usage: '--merchant ID --name N --price 9.90 [--category ID]',
  options: ['merchant', 'name', 'price', 'category'],
  async run(given) {
    const merchantId = requiredId(given, 'merchant');
    await getSettings(merchantId);
    return createProduct({
      merchantId,
      name: required(given, 'name'),
      price: price(required(given, 'price')),
      categoryId: optionalId(given, 'category'),
    });
  },
};

interface CardFile {
  readonly keys: readonly string[];
  /** How many lines hold a key, those that hold one again included. */
  readonly given: number;
  readonly encoding: Encoding;
  readonly lines: number;
}

/** Every line is read before the first key goes on the shelf: a line that holds none stops the import. */
function readCardFile(file: string, encoding: Encoding | undefined): CardFile {
  if (!existsSync(file)) throw new CommandError(`--file: there is no ${resolve(file)}`);
  const read = readTextFile(readFileSync(file), encoding);
  if (!read.isRead) throw new CommandError(`--file: ${inWords(read.fault)}`);
  const { keys, repeated, unfit, tooLong } = readCardLines(read.text);
  const [bad] = unfit;
  if (bad !== undefined) {
    throw new CommandError(
      `--file: line ${bad.line}${unfit.length > 1 ? ` and ${unfit.length - 1} more` : ''}, read as ${read.encoding}, has ${bad.sign}, which no card key holds. Nothing was imported: mend it, or name the file's encoding with --encoding.`,
    );
  }
  if (tooLong[0] !== undefined) {
    throw new CommandError(
      `--file: line ${tooLong[0]} is longer than ${KEY_MAX} characters. Nothing was imported: write one key a line.`,
    );
  }
  return { keys, given: keys.length + repeated, encoding: read.encoding, lines: read.lines };
}

function inWords(fault: TextFileFault): string {
  const names = ENCODINGS.join(', ');
  if (fault.reason === 'broken')
    return `line ${fault.line} is not ${fault.encoding}. Name another encoding with --encoding (${names}).`;
  if (fault.reason === 'other') return `this is ${fault.encoding}, not the encoding that --encoding names.`;
  const why =
    fault.line === null
      ? 'it may be UTF-8, GBK or another'
      : `line ${fault.line} is not UTF-8, and nothing shows that it is GBK`;
  return `its encoding is not clear: ${why}. Name it with --encoding (${names}), or save the file as UTF-8.`;
}

/** One import; keys that are all known are no fault of a long file. */
async function importChunk(
  shelf: Omit<Parameters<typeof importCards>[0], 'lines'>,
  lines: readonly string[],
): Promise<number> {
  try {
    return (await importCards({ ...shelf, lines })).added;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'card.all_known') return 0;
    throw error;
  }
}

/** A file of any length goes in 500 keys at a time; broken off, the same command goes on where it stopped. */
export const cardImport: Command = {
  usage: `--product ID --file F [--encoding ${ENCODINGS.join('|')}] [--mode live|test]`,
  options: ['product', 'file', 'encoding', 'mode'],
  async run(given) {
    const productId = requiredId(given, 'product');
    const encoding = choice(given, 'encoding', ENCODINGS);
    const file = readCardFile(required(given, 'file'), encoding);
    const { keys } = file;
    const mode = choice(given, 'mode', MODES) ?? 'live';
    const merchantId = await findProductOwner(productId);
    if (merchantId === null) throw new CommandError(`there is no product ${productId}`);
    if (keys.length === 0) throw new DomainError('invalid', 'card.none_given');
    let added = 0;
    for (let start = 0; start < keys.length; start += CARDS_MAX) {
      added += await importChunk({ merchantId, productId, mode }, keys.slice(start, start + CARDS_MAX));
    }
    return { added, duplicate: file.given - added, encoding: file.encoding, lines: file.lines };
  },
};
