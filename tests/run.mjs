import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installIfNeeded, requireNode } from '../server/launch/install.mjs';
import { ensureBrowser } from './support/browser.mjs';
import { ensureLanguages, missingLanguages } from './support/languages.mjs';

/**
 * `npm test`: every check and every test of the product, after installing what they need. `--quick` runs what needs
 * neither database nor browser; names (`npm test -- db e2e`) run only those. The last line sums up.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, '.build/reports');
const SOURCES = 'app components gateway server worker cli lib db tests e2e bench'.split(' ');
const MODULES_MIN = 150;

function run(args, { environment = {}, quiet = false } = {}) {
  return spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 200_000_000,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment },
  });
}

const tool = (path) => join(root, 'node_modules', path);

/** A check that passes or fails as a whole. */
function check(...commands) {
  return () => {
    const isGood = commands.every((command) => run(command).status === 0);
    return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
  };
}

function imports() {
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const folders = SOURCES.filter((folder) => existsSync(join(root, folder)));
  const done = run([tool('dependency-cruiser/bin/dependency-cruise.mjs'), ...folders, ...options], {
    quiet: true,
  });
  const { modules, summary } = JSON.parse(done.stdout);
  for (const { rule, from, to } of summary.violations) console.log(`${rule.name}: ${from} → ${to}`);
  const ours = modules.filter(({ source }) => !source.includes('node_modules')).length;
  console.log(`${ours} modules seen, ${summary.violations.length} violations`);
  if (ours < MODULES_MIN) console.log(`Fewer than ${MODULES_MIN} modules: the checker has not looked.`);
  const isGood = summary.violations.length === 0 && ours >= MODULES_MIN;
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** A runner that ran nothing, or ended badly without a failed test, counts as one failure. */
function counted(passed, failed, isExitGood) {
  if (passed + failed === 0) console.log('No test was run.');
  const isBroken = passed + failed === 0 || (!isExitGood && failed === 0);
  return { passed, failed: isBroken ? failed + 1 : failed };
}

function vitest(project) {
  return () => {
    const report = join(reports, `${project}.json`);
    rmSync(report, { force: true });
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const done = run([tool('vitest/vitest.mjs'), 'run', '--project', project, ...reporters], {
      environment: { NODE_ENV: 'test' },
    });
    const { numPassedTests = 0, numFailedTests = 0 } = readReport(report) ?? {};
    return counted(numPassedTests, numFailedTests, done.status === 0);
  };
}

/** The printed programs run here too; a language that cannot be had is said at the end, not passed over. */
function databaseTests() {
  ensureLanguages();
  return vitest('db')();
}

function browserTests() {
  const report = join(reports, 'e2e.json');
  rmSync(report, { force: true });
  ensureBrowser(root);
  const done = run([tool('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(report)?.stats ?? {};
  return counted(expected, unexpected + flaky, done.status === 0);
}

const STEPS = [
  { name: 'lint', isQuick: true, work: check([tool('@biomejs/biome/bin/biome'), 'check', '.']) },
  {
    name: 'types',
    isQuick: true,
    work: check([tool('next/dist/bin/next'), 'typegen'], [tool('typescript/bin/tsc'), '--noEmit']),
  },
  { name: 'imports', isQuick: true, work: imports },
  { name: 'dead-code', isQuick: true, work: check([tool('knip/bin/knip.js'), '--no-progress']) },
  { name: 'unit', isQuick: true, work: vitest('unit') },
  { name: 'db', isQuick: false, work: databaseTests },
  { name: 'build', isQuick: false, work: check(['server/build.mjs']) },
  { name: 'product', isQuick: false, work: vitest('product') },
  { name: 'e2e', isQuick: false, work: browserTests },
];

function chosenSteps(args) {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(', ')}. There are: ${STEPS.map((step) => step.name).join(', ')}.`);
    process.exit(2);
  }
  if (names.length > 0) return STEPS.filter((step) => names.includes(step.name));
  return args.includes('--quick') ? STEPS.filter((step) => step.isQuick) : STEPS;
}

requireNode();
installIfNeeded(root);
mkdirSync(reports, { recursive: true });

const results = chosenSteps(process.argv.slice(2)).map(({ name, work }) => {
  console.log(`\n── ${name} ──`);
  const since = Date.now();
  let result;
  try {
    result = work();
  } catch (fault) {
    console.error(fault);
    result = { passed: 0, failed: 1 };
  }
  return { name, ...result, seconds: (Date.now() - since) / 1000 };
});

console.log('');
for (const { name, passed, failed, seconds } of results) {
  console.log(`${name.padEnd(10)} ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`);
}
const sum = (field) => results.reduce((total, result) => total + result[field], 0);
const failed = sum('failed');
if (results.some(({ name }) => name === 'db')) {
  for (const language of missingLanguages())
    console.log(`Not run: the programs in ${language}, which is not here.`);
}
console.log(`${sum('passed')} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
