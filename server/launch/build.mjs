import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOnLeash } from './on-leash.mjs';

const SERVER_SOURCES = ['cli', 'db', 'gateway', 'lib', 'server', 'worker'];
const PAGE_SOURCES = ['app', 'components', 'messages', 'public', 'db', 'gateway', 'lib'];
const SETTINGS = ['package-lock.json', 'tsconfig.json'];
const PAGE_SETTINGS = [
  ...SETTINGS,
  'next.config.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'proxy.ts',
  'i18n',
];

/** One program of the product each, by the name of its bundle. */
const PROGRAMS = {
  supervisor: 'server/main.ts',
  prepare: 'server/prepare-database.ts',
  database: 'server/borrow-database.ts',
  admin: 'server/admin.ts',
  gateway: 'gateway/main.ts',
  worker: 'worker/main.ts',
  cli: 'cli/main.ts',
};

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function fingerprint(root, sources) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const file of sources.flatMap((source) => filesUnder(join(root, source)))) {
    if (/\.test\.tsx?$/.test(file)) continue;
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function isFresh(path, print) {
  return existsSync(path) && readFileSync(path, 'utf8') === print;
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return fault.code === 'EPERM';
  }
}

/** One build at a time in a checkout; a second command waits and then finds the work done. */
async function inTurn(root, work) {
  const lock = join(root, '.build/building');
  mkdirSync(join(root, '.build'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (fault) {
      if (fault.code !== 'EEXIST') throw fault;
      const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
      if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
      else pause(200);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** With packages left outside, esbuild takes a path of ours that does not exist for a package and says nothing. */
function refuseMissingFiles(metafile) {
  const missing = Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
    imports.filter(({ path }) => path.startsWith('@/')).map(({ path }) => `${file} imports ${path}`),
  );
  if (missing.length > 0) throw new Error(`Files are missing:\n  ${missing.join('\n  ')}`);
}

/** What one command of the operator needs, without the rest of the product. */
const COMMAND_PROGRAMS = ['prepare', 'database', 'cli'];

/**
 * Bundles programs into .build/, packages left outside: all of them, or those of a `command`. Skipped when the
 * sources have not changed.
 */
export async function buildPrograms(root, part = 'all') {
  const print = fingerprint(root, [...SERVER_SOURCES, ...SETTINGS]);
  const stamps = { all: join(root, '.build/programs.stamp'), command: join(root, '.build/command.stamp') };
  const isDone = () => isFresh(stamps.all, print) || isFresh(stamps[part], print);
  if (isDone()) return;
  await inTurn(root, async () => {
    if (isDone()) return;
    console.error('Building the programs …');
    const names = part === 'all' ? Object.keys(PROGRAMS) : COMMAND_PROGRAMS;
    const { build, stop } = await import('esbuild');
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: names.map((name) => ({ in: PROGRAMS[name], out: name })),
      outdir: '.build',
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      sourcemap: true,
      logLevel: 'warning',
      tsconfig: 'tsconfig.json',
      metafile: true,
    });
    // Its service would stay beside the product for as long as that runs.
    await stop();
    refuseMissingFiles(metafile);
    writeFileSync(stamps[part], print);
  });
}

/** Builds the pages with Next. Skipped when their sources have not changed. */
export async function buildPages(root) {
  const print = fingerprint(root, [...PAGE_SOURCES, ...PAGE_SETTINGS]);
  const stamp = join(root, '.next/pages.stamp');
  if (isFresh(stamp, print)) return;
  await inTurn(root, async () => {
    if (isFresh(stamp, print)) return;
    console.error('Building the pages (next build) …');
    rmSync(stamp, { force: true });
    const code = await runOnLeash(
      process.execPath,
      [join(root, 'node_modules/next/dist/bin/next'), 'build'],
      { cwd: root, env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } },
    );
    if (code !== 0) throw new Error('next build failed; see its words above.');
    writeFileSync(stamp, print);
  });
}

export async function buildIfNeeded(root) {
  await buildPrograms(root);
  await buildPages(root);
}
