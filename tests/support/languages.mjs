import { spawnSync } from 'node:child_process';

/** The languages of docs/snippets: what runs their programs, and the packages of Debian and its kin that bring it. */
export const LANGUAGES = [
  { id: 'php', probe: ['php', '--version'], packages: ['php-cli'] },
  { id: 'node', probe: [process.execPath, '--version'], packages: [] },
  { id: 'python', probe: ['python3', '--version'], packages: ['python3'] },
  { id: 'java', probe: ['javac', '-version'], packages: ['default-jdk-headless'] },
  { id: 'go', probe: ['go', 'version'], packages: ['golang-go'] },
  { id: 'curl', probe: ['curl', '--version'], packages: ['curl'] },
];

function isHere({ probe: [program, ...args] }) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

export function missingLanguages() {
  return LANGUAGES.filter((language) => !isHere(language)).map(({ id }) => id);
}

function apt(...args) {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** As root on Debian and its kin installs what is missing; elsewhere takes what is there. */
export function ensureLanguages() {
  const missing = LANGUAGES.filter((language) => !isHere(language));
  const hasApt = process.getuid?.() === 0 && isHere({ probe: ['apt-get', '--version'] });
  if (missing.length === 0 || !hasApt) return;
  console.error(`Installing ${missing.map(({ id }) => id).join(', ')} (apt-get) …`);
  apt('update', '-q');
  for (const { packages } of missing) apt('install', '-y', '-q', '--no-install-recommends', ...packages);
}
