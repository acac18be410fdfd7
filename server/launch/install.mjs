import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOnLeash } from './on-leash.mjs';

export const NODE_FLOOR = [20, 9];

/** Stops with a sentence when this Node is older than the product can run on. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [floorMajor, floorMinor] = NODE_FLOOR;
  if (major > floorMajor || (major === floorMajor && minor >= floorMinor)) return;
  console.error(`Matou needs Node ${NODE_FLOOR.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

function packagesIn(path) {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')).packages ?? {}) : {};
}

/** Whether node_modules holds what package-lock.json asks for; optional packages of other systems may be absent. */
export function isInstalled(root) {
  const installed = packagesIn(join(root, 'node_modules/.package-lock.json'));
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(
    ([path, wanted]) =>
      path === '' || wanted.optional || wanted.devOptional || installed[path]?.version === wanted.version,
  );
}

/** npm needs a cache it can write to; an account without a home directory has none. */
function npmEnvironment() {
  const environment = { ...process.env, NODE_ENV: 'development' };
  try {
    accessSync(homedir(), constants.W_OK);
  } catch {
    environment.npm_config_cache ??= join(tmpdir(), `npm-cache-${process.getuid?.() ?? 0}`);
  }
  return environment;
}

/** Runs `npm ci` when something is missing. Its output goes to stderr. */
export async function installIfNeeded(root) {
  if (isInstalled(root)) return;
  console.error('Installing packages (npm ci) …');
  const npm = process.env.npm_execpath;
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  if ((await runOnLeash(program, args, { cwd: root, env: npmEnvironment() })) === 0) return;
  console.error('npm ci failed; see its words above.');
  process.exit(1);
}
