import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const EVERY_MS = 500;

/** The name of a process, its parent's id, and a token that another process of the same id does not have. */
function look(pid) {
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [state = '', parent = '0', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      return state === 'Z' ? undefined : { name, parent: Number(parent), token: rest[17] };
    } catch {
      return undefined;
    }
  }
  const asked = spawnSync('ps', ['-o', 'ppid=,lstart=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const found = /^\s*(\d+)\s+(.{24})\s+(.+)$/m.exec(asked.stdout ?? '');
  return found === null ? undefined : { name: found[3], parent: Number(found[1]), token: found[2] };
}

/** Npm itself, and the shell between npm and us where it did not give way to us (`exec`). */
function aboveUs() {
  const parent = look(process.ppid);
  if (parent === undefined) return [];
  const above = [{ pid: process.ppid, token: parent.token }];
  const npm = /(^|\/)-?(ba|da|z|k|a)?sh$|busybox/.test(parent.name) ? look(parent.parent) : undefined;
  return npm === undefined ? above : [...above, { pid: parent.parent, token: npm.token }];
}

/**
 * Started by `npm start`, this process ends with npm: npm passes SIGTERM and SIGINT on and nothing else, so whatever
 * else ends it, or the shell between, is met here as a SIGINT. Started otherwise (`node server/start.mjs &`), a
 * parent may leave.
 */
export function followNpm(root) {
  const { npm_lifecycle_event: script, npm_package_json: manifest } = process.env;
  if (script !== 'start' || (manifest !== undefined && manifest !== join(root, 'package.json'))) return;
  const parent = process.ppid;
  const above = aboveUs();
  const isGone = () => process.ppid !== parent || above.some(({ pid, token }) => look(pid)?.token !== token);
  const watch = setInterval(() => {
    if (!isGone()) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGINT');
  }, EVERY_MS);
  watch.unref();
}
