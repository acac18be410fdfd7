import { parseArgs } from 'node:util';
import { CommandError, type Given } from '@/cli/command';
import { commands } from '@/cli/commands';
import { inAuditContext } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';

export interface Answered {
  readonly answer: object;
  /** Whether the answer is wanted on one line. */
  readonly isJson: boolean;
}

function usage(): string {
  const lines = Object.entries(commands).map(([name, command]) => `  matou ${name} ${command.usage}`);
  return ['Usage:', ...lines, '', 'Add --json for one JSON object on one line.'].join('\n');
}

/** What a person at the terminal is told of a command that was refused or failed. */
export function inWords(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  if (error instanceof DomainError) {
    const details = Object.entries(error.details).map(([name, value]) => `${name}: ${value}`);
    return details.length === 0 ? error.code : `${error.code} (${details.join(', ')})`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Runs the command that was typed after `matou`. Throws what `inWords` can tell. */
export async function runCommand(argv: readonly string[]): Promise<Answered> {
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
  return { answer, isJson: json === true };
}
