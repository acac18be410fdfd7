import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPlaywright, readVitest, slowestFiles, slowestTests } from '@/tests/support/reports.mjs';

const folder = mkdtempSync(join(tmpdir(), 'matou-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, report: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(report));
  return path;
}

const spec = (title: string, status: string, milliseconds: number[], tags: string[] = []) => ({
  title,
  tags,
  tests: [{ status, results: milliseconds.map((duration) => ({ duration })) }],
});

const browser = written('e2e.json', {
  stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 3 },
  suites: [
    {
      file: 'a.spec.ts',
      specs: [spec('quick', 'expected', [100]), spec('another look', 'skipped', [], ['walk'])],
      suites: [{ specs: [spec('slow', 'expected', [9_000]), spec('a third look', 'skipped', [], ['walk'])] }],
    },
    {
      file: 'b.spec.ts',
      specs: [
        spec('wrong', 'unexpected', [5_000]),
        spec('wrong at first', 'flaky', [300, 200]),
        spec('passed over', 'skipped', []),
      ],
    },
  ],
});

test('a browser test that was not run is named, a walk that stands back is counted, and a flaky one has failed', () => {
  expect(readPlaywright(browser)).toMatchObject({
    passed: 2,
    failed: 2,
    left: 2,
    notRun: ['b.spec.ts: passed over'],
  });
});

test('a database test that was not run is named with its file', () => {
  const path = written('db.json', {
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [
      {
        name: '/shop/lib/orders.db.test.ts',
        assertionResults: [
          { fullName: 'one', status: 'passed', duration: 12 },
          { fullName: 'two', status: 'failed', duration: 3 },
          { fullName: 'three', status: 'skipped' },
        ],
      },
    ],
  });
  expect(readVitest(path, '/shop')).toMatchObject({
    passed: 1,
    failed: 1,
    notRun: ['lib/orders.db.test.ts: three'],
  });
});

test('a report that was never written passes nothing', () => {
  for (const read of [readPlaywright, readVitest]) {
    expect(read(join(folder, 'nothing.json'), '/shop')).toMatchObject({ passed: 0, failed: 0 });
  }
});

test('the slowest tests and files come first, with all repeats of a test counted', () => {
  const { tests } = readPlaywright(browser);
  expect(slowestTests(tests).map((line) => line.trim())).toEqual([
    '9.0 s  a.spec.ts: slow',
    '5.0 s  b.spec.ts: wrong',
    '0.5 s  b.spec.ts: wrong at first',
    '0.1 s  a.spec.ts: quick',
  ]);
  expect(slowestFiles(tests).map((line) => line.trim())).toEqual(['9.1 s  a.spec.ts', '5.5 s  b.spec.ts']);
});
