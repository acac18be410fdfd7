import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The build of Chromium that is made for programs draws frames for them alone. The one for people, told to show no
 * window, may stop drawing on a busy machine; then nothing that waits for a frame goes on. It comes second.
 */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';
const SYSTEM_BROWSERS = [
  HEADLESS_SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The browser of the system, if it has one; otherwise Playwright uses its own. */
export function systemBrowser() {
  return SYSTEM_BROWSERS.find((path) => existsSync(path));
}

function isThere(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function apt(...args) {
  return spawnSync('apt-get', args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status;
}

function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  return listed.error === undefined && listed.stdout.trim() !== '';
}

/**
 * Makes sure that there is a browser, and a font with Chinese letters to draw: from the system's packages as root on
 * Debian and its kin, from Playwright elsewhere. Throws when neither works.
 */
export function ensureBrowser(root) {
  const hasApt = process.getuid?.() === 0 && isThere('apt-get');
  if (hasApt && (!existsSync(HEADLESS_SHELL) || !hasChineseFont())) {
    console.error('Installing a headless Chromium and a Chinese font (apt-get) …');
    apt('update', '-q');
    // One at a time: a system that lacks the one package still gets the other.
    for (const names of [['chromium-headless-shell'], ['fonts-noto-cjk', 'fontconfig']]) {
      apt('install', '-y', '-q', '--no-install-recommends', ...names);
    }
  }
  if (systemBrowser() !== undefined) return;
  const withDeps = hasApt ? ['--with-deps'] : [];
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  const done = spawnSync(process.execPath, [cli, 'install', ...withDeps, 'chromium'], {
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) throw new Error('No browser could be installed for the browser tests.');
}
