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

/** The file's lines without empty ones, spaces and the mark that some editors put first. */
function linesOf(file: string): string[] {
  if (!existsSync(file)) throw new CommandError(`--file: there is no ${resolve(file)}`);
  const text = readFileSync(file, 'utf8');
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== '');
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
  usage: '--product ID --file F [--mode live|test]',
  options: ['product', 'file', 'mode'],
  async run(given) {
    const productId = requiredId(given, 'product');
    const lines = linesOf(required(given, 'file'));
    const mode = choice(given, 'mode', MODES) ?? 'live';
    const merchantId = await findProductOwner(productId);
    if (merchantId === null) throw new CommandError(`there is no product ${productId}`);
    if (lines.length === 0) throw new DomainError('invalid', 'card.none_given');
    const keys = [...new Set(lines)];
    let added = 0;
    for (let start = 0; start < keys.length; start += CARDS_MAX) {
      added += await importChunk({ merchantId, productId, mode }, keys.slice(start, start + CARDS_MAX));
    }
    return { added, duplicate: lines.length - added };
  },
};
