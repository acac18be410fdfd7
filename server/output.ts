import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';

const entryShape = z.looseObject({ time: z.string(), level: z.number(), msg: z.string().default('') });
const LEVELS: Readonly<Record<number, string>> = {
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'ERROR',
  60: 'FATAL',
};

/** A line for the person who started Matou. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Passes a process's lines on: at a terminal as short text under its name, elsewhere as the JSON lines they are,
 * with the name added, for whatever collects logs.
 */
export function relay(name: string, stream: Readable): void {
  createInterface({ input: stream }).on('line', (line) => {
    process.stdout.write(`${process.stdout.isTTY ? readable(name, line) : labelled(name, line)}\n`);
  });
}

function labelled(name: string, line: string): string {
  return line.startsWith('{"') ? `{"process":"${name}",${line.slice(1)}` : `${name} | ${line}`;
}

function readable(name: string, line: string): string {
  const label = name.padEnd(8);
  if (!line.startsWith('{')) return `${label} | ${line}`;
  try {
    const { time, level, msg, ...rest } = entryShape.parse(JSON.parse(line));
    const details = Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
    return [label, '|', time.slice(11, 19), LEVELS[level] ?? level, msg, ...details].join(' ');
  } catch {
    return `${label} | ${line}`;
  }
}
