import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installIfNeeded, requireNode } from '../server/launch/install.mjs';
import { runCommand, runLanes } from './support/lanes.mjs';
import { missingLanguages } from './support/languages.mjs';
import { readPlaywright, readVitest, slowestFiles, slowestTests } from './support/reports.mjs';

/**
 * `npm test`: every check and every test of the product, after installing what they need; of each walk over pages,
 * languages and themes it takes one representative. `--all` takes them all, `--quick` runs what needs neither database
 * nor browser, and names (`npm test -- db e2e`) run only those. The last line sums up.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, '.build/reports');
const SOURCES = 'app components gateway server worker cli lib db tests e2e bench'.split(' ');
const MODULES_MIN = 150;
const args = process.argv.slice(2);
const environment = args.includes('--all') ? { MATOU_TESTS: 'all' } : {};

const run = (command, options) => runCommand(command, { cwd: root, ...options });
const tool = (path) => join(root, 'node_modules', path);

function verdict(isGood) {
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
}

/** A check that passes or fails as a whole. */
function check(...commands) {
  return async (say) => {
    for (const command of commands) {
      if ((await run(command, { say })).status !== 0) return verdict(false);
    }
    return verdict(true);
  };
}

async function imports(say) {
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const folders = SOURCES.filter((folder) => existsSync(join(root, folder)));
  const command = [tool('dependency-cruiser/bin/dependency-cruise.mjs'), ...folders, ...options];
  const { modules, summary } = JSON.parse((await run(command, { say, isQuiet: true })).stdout);
  for (const { rule, from, to } of summary.violations) say(`${rule.name}: ${from} → ${to}\n`);
  const ours = modules.filter(({ source }) => !source.includes('node_modules')).length;
  say(`${ours} modules seen, ${summary.violations.length} violations\n`);
  if (ours < MODULES_MIN) say(`Fewer than ${MODULES_MIN} modules: the checker has not looked.\n`);
  return verdict(summary.violations.length === 0 && ours >= MODULES_MIN);
}

/** What installs itself is no test, but its failing is one. */
async function machine(say) {
  const done = await run(['tests/support/prepare-machine.mjs'], { say });
  return { passed: 0, failed: done.status === 0 ? 0 : 1 };
}

/** A runner that ran nothing, or ended badly without a failed test, counts as one failure. */
function counted(report, isExitGood, say) {
  const { passed, failed } = report;
  if (passed + failed === 0) say('No test was run.\n');
  const isBroken = passed + failed === 0 || (!isExitGood && failed === 0);
  return { ...report, failed: isBroken ? failed + 1 : failed };
}

function vitest(project) {
  return async (say) => {
    const report = join(reports, `${project}.json`);
    rmSync(report, { force: true });
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const command = [tool('vitest/vitest.mjs'), 'run', '--project', project, ...reporters];
    const done = await run(command, { say, environment: { NODE_ENV: 'test' } });
    return counted(readVitest(report, root), done.status === 0, say);
  };
}

async function browserTests(say) {
  const report = join(reports, 'e2e.json');
  rmSync(report, { force: true });
  const command = [tool('@playwright/test/cli.js'), 'test', '--reporter=list,json'];
  const done = await run(command, {
    say,
    environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return counted(readPlaywright(report), done.status === 0, say);
}

const QUICK = ['lint', 'types', 'imports', 'dead-code', 'unit'];
/** What these need, they bring. */
const NEED_MACHINE = ['db', 'e2e'];

/** Steps of one lane follow each other; two lanes keep two cores busy, and the browsers have both to themselves. */
const STAGES = [
  [
    [
      { name: 'machine', work: machine },
      { name: 'unit', work: vitest('unit') },
      { name: 'db', work: vitest('db') },
    ],
    [
      { name: 'lint', work: check([tool('@biomejs/biome/bin/biome'), 'check', '.']) },
      {
        name: 'types',
        work: check([tool('next/dist/bin/next'), 'typegen'], [tool('typescript/bin/tsc'), '--noEmit']),
      },
      { name: 'imports', work: imports },
      { name: 'dead-code', work: check([tool('knip/bin/knip.js'), '--no-progress']) },
      { name: 'build', work: check(['server/build.mjs']) },
      { name: 'product', work: vitest('product') },
    ],
  ],
  [[{ name: 'e2e', work: browserTests }]],
];

function chosenNames() {
  const all = STAGES.flat(2).map(({ name }) => name);
  const names = args.filter((arg) => !arg.startsWith('-'));
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
    process.exit(2);
  }
  if (names.length > 0) {
    return names.some((name) => NEED_MACHINE.includes(name)) ? ['machine', ...names] : names;
  }
  return args.includes('--quick') ? QUICK : all;
}

function tellSlowest(results) {
  const testsOf = (wanted) => results.find(({ name }) => name === wanted)?.tests ?? [];
  const tables = [
    ['Slowest files of database tests', slowestFiles(testsOf('db'))],
    ['Slowest files of browser tests', slowestFiles(testsOf('e2e'))],
    ['Slowest browser tests', slowestTests(testsOf('e2e'))],
  ];
  for (const [title, lines] of tables) {
    if (lines.length > 0) console.log(`${title}:\n${lines.join('\n')}\n`);
  }
}

/** Nothing is passed over without a word. */
function tellNotRun(results) {
  for (const { notRun = [] } of results) for (const name of notRun) console.log(`Not run: ${name}`);
  if (results.some(({ name }) => name === 'db')) {
    for (const language of missingLanguages())
      console.log(`Not run: the programs in ${language}, which is not here.`);
  }
  const left = results.reduce((sum, result) => sum + (result.left ?? 0), 0);
  if (left > 0) console.log(`Left for \`npm run test:all\`: ${left} walks`);
}

requireNode();
await installIfNeeded(root);
mkdirSync(reports, { recursive: true });

const chosen = chosenNames();
const results = [];
for (const stage of STAGES) {
  const lanes = stage.map((steps) => steps.filter(({ name }) => chosen.includes(name)));
  results.push(...(await runLanes(lanes)));
}

console.log('');
tellSlowest(results);
for (const { name, passed, failed, seconds } of results) {
  console.log(`${name.padEnd(10)} ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`);
}
tellNotRun(results);
const sum = (field) => results.reduce((total, result) => total + result[field], 0);
const failed = sum('failed');
console.log(`${sum('passed')} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
