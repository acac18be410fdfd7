import { beforeEach, expect, test, vi } from 'vitest';
import { runCommand, runLanes } from '@/tests/support/lanes.mjs';

type Say = (text: string) => void;

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});

const passing = (name: string, log: string[]) => ({
  name,
  work: async (say: Say) => {
    log.push(name);
    say(`${name} speaks\n`);
    return { passed: 1, failed: 0 };
  },
});

test('lanes run beside each other, and each step is heard whole, after the one before it', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((settle) => {
    release = settle;
  });
  const log: string[] = [];
  const first = {
    name: 'first',
    work: async (say: Say) => {
      say('begun\n');
      await held;
      say('ended\n');
      return { passed: 2, failed: 0 };
    },
  };
  // The first step ends only because the other lane runs meanwhile.
  const opener = {
    name: 'opener',
    work: async () => {
      release();
      return { passed: 0, failed: 0 };
    },
  };
  const results = await runLanes([
    [first, passing('second', log)],
    [passing('beside', log), opener],
  ]);
  expect(log).toEqual(['beside', 'second']);
  expect(results.map(({ name, passed }) => [name, passed])).toEqual([
    ['first', 2],
    ['second', 1],
    ['beside', 1],
    ['opener', 0],
  ]);
  expect(printed.replaceAll(/\n+/g, ' | ')).toBe(
    ' | ── first ── | begun | ended | ── second ── | second speaks | ── beside ── | beside speaks | ── opener ── | ',
  );
});

test('a step that throws has failed, says why, and the next one runs', async () => {
  const broken = {
    name: 'broken',
    work: async () => {
      throw new Error('no report was written');
    },
  };
  const results = await runLanes([[broken, passing('next', [])]]);
  expect(results).toMatchObject([
    { name: 'broken', passed: 0, failed: 1 },
    { name: 'next', passed: 1, failed: 0 },
  ]);
  expect(printed).toContain('no report was written');
});

test('a command tells its end and what it wrote', async () => {
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  const script = "console.log('out'); console.error('err'); process.exitCode = 3";
  const options = { cwd: process.cwd(), say };
  expect(await runCommand(['-e', script], options)).toEqual({ status: 3, stdout: '' });
  expect(said.split('\n').filter(Boolean).sort()).toEqual(['err', 'out']);
  said = '';
  expect(await runCommand(['-e', script], { ...options, isQuiet: true })).toEqual({
    status: 3,
    stdout: 'out\n',
  });
  expect(said).toBe('err\n');
});
