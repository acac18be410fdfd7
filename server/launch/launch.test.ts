import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { isAlive } from '@/server/postgres/processes';

const PATIENCE = { timeout: 20_000 };

const from = (file: string) => JSON.stringify(pathToFileURL(`${process.cwd()}/server/launch/${file}`).href);

/** Runs a program of Node under a parent that prints the ids which it is told, one a line. */
async function start(code: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  return { child, lines };
}

test('what an installation or a build runs ends with the start that is killed', async () => {
  const code = `
    import { runOnLeash } from ${from('on-leash.mjs')};
    const inner = 'console.error(process.pid); setInterval(() => undefined, 1000)';
    await runOnLeash(process.execPath, ['--eval', inner], { cwd: '/', env: process.env });`;
  const { child, lines } = await start(code);
  await vi.waitFor(() => expect(lines).toHaveLength(1), PATIENCE);
  const pid = Number(lines[0]);
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), PATIENCE);
});

test('what a held program starts in its turn is its own affair', async () => {
  const code = `
    import { runOnLeash } from ${from('on-leash.mjs')};
    const inner = 'console.error(String(process.env.MATOU_LEASH)); process.exitCode = 7';
    console.log(await runOnLeash(process.execPath, ['--eval', inner], { cwd: '/', env: process.env }));`;
  const { lines } = await start(code);
  await vi.waitFor(() => expect(lines).toEqual(expect.arrayContaining(['undefined', '7'])), {
    timeout: 10_000,
  });
});

const follower = `
  import { followNpm } from ${from('follow-npm.mjs')};
  followNpm(process.cwd());
  process.on('SIGINT', () => { console.log('asked'); process.exit(); });
  console.log(process.pid);
  const parent = process.ppid;
  // Longer than a follower takes to look.
  const onOrphaned = () => setTimeout(() => console.log('lives on'), 1_200);
  const look = setInterval(() => {
    if (process.ppid !== parent) onOrphaned(clearInterval(look));
  }, 50);
  setInterval(() => undefined, 1000);`;

/** A parent like npm: it runs the program under a shell that stays, and passes no signal on. */
const npmLike = (shell: string) => `
  import { spawn } from 'node:child_process';
  spawn('/bin/sh', ['-c', ${JSON.stringify(shell)}], { stdio: 'inherit' });
  setInterval(() => undefined, 1000);`;

const ENVIRONMENT = {
  npm_lifecycle_event: 'start',
  npm_package_json: `${process.cwd()}/package.json`,
  CODE: follower,
};
const RUN = `"${process.execPath}" --input-type=module --eval "$CODE"`;

test.each([
  ['directly', `exec ${RUN}`],
  ['under a shell', `${RUN}; exit $?`],
])('a start that npm runs %s ends when npm is killed', async (_, shell) => {
  const { child, lines } = await start(npmLike(shell), ENVIRONMENT);
  await vi.waitFor(() => expect(lines).toHaveLength(1), PATIENCE);
  child.kill('SIGKILL');
  await vi.waitFor(() => expect(lines).toContain('asked'), PATIENCE);
});

test('a start that a shell sent to the background outlives that shell', async () => {
  const { child, lines } = await start(npmLike(`exec ${RUN}`), {
    ...ENVIRONMENT,
    npm_lifecycle_event: 'test',
  });
  await vi.waitFor(() => expect(lines).toHaveLength(1), PATIENCE);
  child.kill('SIGKILL');
  await vi.waitFor(() => expect(lines).toContain('lives on'), PATIENCE);
  process.kill(Number(lines[0]), 'SIGKILL');
});
