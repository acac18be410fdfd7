import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import type { Told } from '@/tests/support/command-host';

/** Bundled as the product's own programs are; whoever comes second writes the same bytes. */
async function bundleHost(root: string): Promise<string> {
  const folder = join(root, '.build/tests');
  const program = join(folder, 'command-host.js');
  const staging = join(folder, `command-host.${process.pid}.js`);
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['tests/support/command-host.ts'],
    outfile: staging,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    tsconfig: 'tsconfig.json',
  });
  renameSync(staging, program);
  return program;
}

let bundled: Promise<string> | undefined;

/**
 * The operator's commands on one database, run by one program that stays: starting it anew for each would cost a test
 * half a second of work every time. It begins with the first command.
 */
export class Commands {
  readonly #root: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #waiting = new Map<number, (told: Told) => void>();
  #host: Promise<ChildProcess> | undefined;
  #count = 0;

  /** `root` is the checkout; the environment names the database. */
  constructor(root: string, environment: NodeJS.ProcessEnv) {
    this.#root = root;
    this.#environment = environment;
  }

  /** Resolves with what the command answers. Rejects with the words in which it refuses. */
  async run(args: readonly string[]): Promise<Record<string, unknown>> {
    this.#host ??= this.#start();
    const host = await this.#host;
    this.#count += 1;
    const id = this.#count;
    const told = await new Promise<Told>((settle, refuse) => {
      this.#waiting.set(id, settle);
      host.send({ id, args }, (fault) => {
        if (fault !== null) refuse(fault);
      });
    });
    if (told.refusal !== undefined) throw new Error(`matou ${args.join(' ')} was refused: ${told.refusal}`);
    return z.record(z.string(), z.unknown()).parse(told.answer);
  }

  async end(): Promise<void> {
    const host = await this.#host;
    this.#host = undefined;
    if (host === undefined || host.exitCode !== null || host.signalCode !== null) return;
    const ended = new Promise((settle) => host.once('exit', settle));
    host.disconnect();
    await ended;
  }

  async #start(): Promise<ChildProcess> {
    bundled ??= bundleHost(this.#root);
    const host = fork(await bundled, {
      cwd: this.#root,
      env: this.#environment,
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    host.on('message', (told: Told) => {
      this.#waiting.get(told.id)?.(told);
      this.#waiting.delete(told.id);
    });
    host.once('exit', (code) => {
      for (const [id, settle] of this.#waiting) settle({ id, refusal: `the program ended with ${code}` });
      this.#waiting.clear();
    });
    return host;
  }
}
