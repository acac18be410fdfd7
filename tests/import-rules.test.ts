import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const rulesFile = join(root, '.dependency-cruiser.cjs');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** A small product that keeps every rule; each file is named with what it imports. */
const CLEAN: Record<string, string[]> = {
  'lib/platform/money.ts': [],
  'lib/channels/simulator/index.ts': ['@/lib/platform/money'],
  'lib/channels/code/index.ts': [],
  'lib/notifiers/index.ts': ['@/lib/platform/money'],
  'lib/core/orders/store.ts': ['@/db/client', '@/lib/platform/money'],
  'lib/core/orders/place-order.ts': ['./store', '@/db/transaction', '@/lib/core/merchants/index'],
  'lib/core/orders/index.ts': ['./place-order'],
  'lib/core/merchants/accounts-store.ts': ['@/db/client'],
  'lib/core/merchants/index.ts': ['./accounts-store'],
  'lib/dialects/paper-family/sign.ts': ['@/lib/platform/money'],
  'lib/dialects/paper/index.ts': ['@/lib/dialects/paper-family/sign', '@/lib/core/orders/index'],
  'lib/dialects/stone/index.ts': ['@/lib/core/orders/index'],
  'lib/auth/current-user.ts': ['@/lib/core/merchants/index'],
  'lib/i18n/words.ts': [],
  'db/client.ts': ['@/lib/platform/money'],
  'db/transaction.ts': ['./client'],
  'db/seed/demo.ts': ['@/lib/core/orders/index'],
  'gateway/app.ts': ['@/components/theme/tokens', '@/lib/dialects/paper/index', '@/lib/core/orders/index'],
  'gateway/request.ts': [],
  'gateway/main.ts': ['./app', '@/server/front-door/index'],
  'server/front-door/index.ts': ['@/gateway/request'],
  'server/prepare-database.ts': ['@/db/client', '@/db/seed/demo'],
  'server/admin.ts': ['next'],
  'worker/main.ts': ['@/lib/core/orders/index', '@/lib/notifiers/index'],
  'cli/main.ts': ['@/lib/core/orders/index', '@/db/client'],
  'components/order-table.tsx': ['react', '@/lib/core/vocabulary'],
  'components/theme/tokens.ts': [],
  'lib/core/vocabulary.ts': [],
  'app/page.tsx': ['@/components/order-table', '@/lib/auth/current-user', 'next'],
  'tests/support/receiver.ts': [],
  'e2e/pay.spec.ts': ['@/tests/support/receiver'],
};

/** Rule, a file that breaks it, and the import that does. */
const PLANTED: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['no-unresolved', 'lib/core/orders/lost.ts', './nowhere'],
  ['platform-is-the-floor', 'lib/platform/clock.ts', '@/lib/core/orders/index'],
  ['channels-are-leaves', 'lib/channels/code/match.ts', '@/lib/core/orders/index'],
  ['notifiers-are-leaves', 'lib/notifiers/pigeon.ts', '@/lib/core/orders/index'],
  ['core-speaks-no-wire-format', 'lib/core/orders/encode.ts', '@/lib/dialects/paper/index'],
  ['dialects-call-the-core', 'lib/dialects/paper/query.ts', '@/db/client'],
  ['sessions-are-not-signatures', 'lib/auth/sign.ts', '@/lib/dialects/paper/index'],
  ['words-know-nobody', 'lib/i18n/amounts.ts', '@/lib/core/orders/index'],
  ['gateway-has-no-sql', 'gateway/orders.ts', '@/db/client'],
  ['pages-have-no-sql', 'app/orders.ts', '@/db/client'],
  ['worker-has-no-sql', 'worker/expire.ts', '@/db/client'],
  ['commands-have-no-sql', 'cli/orders.ts', '@/db/transaction'],
  ['server-only-starts-things', 'server/orders.ts', '@/lib/core/orders/index'],
  ['db-knows-nobody', 'db/orders.ts', '@/lib/core/orders/index'],
  ['seed-uses-core-verbs', 'db/seed/pages.ts', '@/app/page'],
  ['e2e-drives-the-outside', 'e2e/inside.spec-page.ts', '@/lib/core/orders/index'],
  ['sql-lives-in-stores', 'lib/core/orders/expire.ts', '@/db/client'],
  ['core-modules-stand-in-order', 'lib/core/merchants/ask.ts', '@/lib/core/orders/index'],
  ['core-modules-have-a-place', 'lib/core/favours/grant.ts', '@/lib/platform/money'],
  ['modules-have-one-door', 'lib/core/merchants/peek.ts', '@/lib/core/orders/store'],
  ['core-has-one-door', 'lib/dialects/paper/create.ts', '@/lib/core/orders/place-order'],
  ['dialects-do-not-know-each-other', 'lib/dialects/paper/borrow.ts', '@/lib/dialects/stone/index'],
  ['families-know-no-member', 'lib/dialects/paper-family/favour.ts', '@/lib/dialects/paper/index'],
  ['channels-do-not-know-each-other', 'lib/channels/code/borrow.ts', '@/lib/channels/simulator/index'],
  ['components-only-draw', 'components/order-form.tsx', '@/lib/core/orders/index'],
  ['next-stays-outside', 'lib/core/orders/cookies.ts', 'next'],
  ['tests-stay-outside', 'worker/pretend.ts', '@/tests/support/receiver'],
];

/** Rules whose violation needs more than one new file, or an existing one changed. */
const REWRITTEN: Record<string, Record<string, string[]>> = {
  'no-cycles': { 'lib/core/orders/a.ts': ['./b'], 'lib/core/orders/b.ts': ['./a'] },
  'front-door-opens-the-gateway': { 'gateway/main.ts': ['@/lib/core/orders/index'] },
  'database-is-prepared-in-one-place': { 'server/prepare-database.ts': ['@/lib/core/orders/index'] },
};

const resultShape = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const folder = mkdtempSync(join(tmpdir(), 'matou-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(place: string, files: Record<string, string[]>): void {
  for (const [path, imports] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    const lines = imports.map((target, index) => `import * as m${index} from '${target}';`);
    const uses = imports.map((_, index) => `m${index}`).join(', ');
    writeFileSync(join(place, path), `${lines.join('\n')}\nexport const made = [${uses}];\n`);
  }
}

function skeleton(name: string, files: Record<string, string[]>): string {
  const place = join(folder, name);
  write(place, files);
  for (const packageName of ['next', 'react']) {
    const home = join(place, 'node_modules', packageName);
    mkdirSync(home, { recursive: true });
    writeFileSync(
      join(home, 'package.json'),
      JSON.stringify({ name: packageName, version: '1.0.0', main: 'index.js' }),
    );
    writeFileSync(join(home, 'index.js'), 'module.exports = {};\n');
  }
  const dependencies = { next: '1.0.0', react: '1.0.0' };
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'skeleton', dependencies }));
  const compilerOptions = { module: 'esnext', moduleResolution: 'bundler', paths: { '@/*': ['./*'] } };
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
  copyFileSync(rulesFile, join(place, '.dependency-cruiser.cjs'));
  return place;
}

function cruise(place: string): z.infer<typeof resultShape> {
  const folders = ['app', 'components', 'gateway', 'server', 'worker', 'cli', 'lib', 'db', 'tests', 'e2e'];
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const done = spawnSync(process.execPath, [cruiser, ...folders, ...options], {
    cwd: place,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  return resultShape.parse(JSON.parse(done.stdout));
}

describe('who may import whom', () => {
  let broken: z.infer<typeof resultShape>;

  beforeAll(() => {
    const planted = Object.fromEntries(PLANTED.map(([, from, to]) => [from, [to]]));
    const rewritten = Object.assign({}, ...Object.values(REWRITTEN)) as Record<string, string[]>;
    broken = cruise(skeleton('broken', { ...CLEAN, ...planted, ...rewritten }));
  }, 60_000);

  test('a product that keeps the rules passes, and was looked at', () => {
    const clean = cruise(skeleton('clean', CLEAN));
    expect(clean.summary.violations).toEqual([]);
    expect(clean.modules.length).toBeGreaterThanOrEqual(Object.keys(CLEAN).length);
  }, 60_000);

  test.each(PLANTED)('%s bites', (rule, from) => {
    expect(broken.summary.violations).toContainEqual(
      expect.objectContaining({ from, rule: expect.objectContaining({ name: rule }) }),
    );
  });

  test.each(Object.entries(REWRITTEN))('%s bites', (rule, files) => {
    const found = broken.summary.violations.filter((violation) => violation.rule.name === rule);
    expect(found.map((violation) => violation.from)).toEqual(
      expect.arrayContaining([expect.stringMatching(Object.keys(files).join('|'))]),
    );
  });

  test('a type import of another module’s inside counts as an import', () => {
    const place = skeleton('types', CLEAN);
    writeFileSync(
      join(place, 'lib/dialects/paper/peek.ts'),
      "import type { made } from '@/lib/core/orders/store';\nexport type Made = typeof made;\n",
    );
    expect(cruise(place).summary.violations.map((violation) => violation.rule.name)).toContain(
      'core-has-one-door',
    );
  }, 60_000);

  test('every rule has been seen to bite', () => {
    const { forbidden } = z
      .object({ forbidden: z.array(z.object({ name: z.string() })) })
      .parse(require(rulesFile));
    const seen = [...PLANTED.map(([rule]) => rule), ...Object.keys(REWRITTEN)];
    expect(seen.sort()).toEqual([...new Set(forbidden.map((rule) => rule.name))].sort());
  });
});
