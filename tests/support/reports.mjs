import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * What the runners' reports say, in one shape: counts, what was not run, and what took long. Times are in seconds.
 *
 * @typedef {{ file: string, title: string, seconds: number }} Timed
 * @typedef {{ passed: number, failed: number, left: number, notRun: string[], tests: Timed[] }} Report
 */

/** @returns {Report} */
function nothing() {
  return { passed: 0, failed: 0, left: 0, notRun: [], tests: [] };
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** @returns {Report} */
export function readVitest(path, root) {
  const report = readJson(path);
  if (report === undefined) return nothing();
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, duration = 0 }) => ({
      file: relative(root, name),
      title: fullName,
      status,
      seconds: duration / 1000,
    })),
  );
  const idle = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    left: 0,
    notRun: idle.map(({ file, title }) => `${file}: ${title}`),
    tests,
  };
}

function specsIn(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)];
}

/** A walk that stands back for `npm run test:all` is counted apart from what should have run and did not. */
export function readPlaywright(path) {
  const report = readJson(path);
  if (report === undefined) return nothing();
  const tests = report.suites.flatMap((suite) =>
    specsIn(suite).flatMap(({ title, tags, tests: runs }) =>
      runs.map(({ status, results }) => ({
        file: suite.file,
        title,
        isWalk: tags.includes('walk'),
        isSkipped: status === 'skipped',
        seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
      })),
    ),
  );
  const idle = tests.filter(({ isSkipped }) => isSkipped);
  const { expected, unexpected, flaky } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky,
    left: idle.filter(({ isWalk }) => isWalk).length,
    notRun: idle.filter(({ isWalk }) => !isWalk).map(({ file, title }) => `${file}: ${title}`),
    tests: tests.filter(({ isSkipped }) => !isSkipped),
  };
}

const SLOWEST = 10;

/** @param {{ name: string, seconds: number }[]} timed */
function lines(timed) {
  const sorted = timed.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
  return sorted.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(8)} s  ${name}`);
}

/** @param {Timed[]} tests */
export function slowestTests(tests) {
  return lines(tests.map(({ file, title, seconds }) => ({ name: `${file}: ${title}`, seconds })));
}

/** @param {Timed[]} tests */
export function slowestFiles(tests) {
  const sums = new Map();
  for (const { file, seconds } of tests) sums.set(file, (sums.get(file) ?? 0) + seconds);
  return lines([...sums].map(([name, seconds]) => ({ name, seconds })));
}
