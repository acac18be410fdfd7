import { parseArgs } from 'node:util';
import { CommandError, type Given } from '@/cli/command';
import { commands } from '@/cli/commands';
import { closeDatabase } from '@/db/client';
import { inAuditContext } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { log } from '@/lib/platform/log';

function usage(): string {
  const lines = Object.entries(commands).map(([name, command]) => `  matou ${name} ${command.usage}`);
  return ['Usage:', ...lines, '', 'Add --json for one JSON object on one line.'].join('\n');
}

function inWords(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  if (error instanceof DomainError) {
    const details = Object.entries(error.details).map(([name, value]) => `${name}: ${value}`);
    return details.length === 0 ? error.code : `${error.code} (${details.join(', ')})`;
  }
  return error instanceof Error ? error.message : String(error);
}

async function run(argv: readonly string[]): Promise<void> {
  const words = argv.slice(0, argv.findIndex((word) => word.startsWith('--')) >>> 0);
  const name = words.join(' ');
  const command = commands[name];
  if (command === undefined)
    throw new CommandError(`${name === '' ? '' : `Unknown command: ${name}\n`}${usage()}`);
  const { values } = parseArgs({
    args: argv.slice(words.length),
    options: {
      ...Object.fromEntries(command.options.map((option) => [option, { type: 'string' as const }])),
      ...Object.fromEntries(
        ['json', ...(command.switches ?? [])].map((option) => [option, { type: 'boolean' as const }]),
      ),
    },
    strict: true,
  });
  const { json, ...rest } = values as Record<string, string | boolean | undefined>;
  const given = Object.entries(rest).map(([option, value]) => [option, value === true ? 'on' : value]);
  const by = { actor: 'cli', ip: null, onBehalfOf: null };
  const answer = await inAuditContext(by, () => command.run(Object.fromEntries(given) as Given));
  process.stdout.write(`${JSON.stringify(answer, null, json === true ? 0 : 2)}\n`);
}

run(process.argv.slice(2))
  .catch((error: unknown) => {
    process.stderr.write(`${inWords(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => {
    // Who waits for news of the database is cut off now; the answer is out, and nothing may follow it.
    log.level = 'silent';
    return closeDatabase(1);
  })
  .finally(() => process.exit());
