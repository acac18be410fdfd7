import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '@/tests/support/product';

const DEBIAN_HOME = '/usr/lib/postgresql';
const STORE = 'lib/core/orders/store.ts';

/** Where pgbench is, newest first; undefined when it is not installed. */
export function findPgbench(): string | undefined {
  const versions = existsSync(DEBIAN_HOME) ? readdirSync(DEBIAN_HOME).sort().reverse() : [];
  const places = [
    ...versions.map((version) => join(DEBIAN_HOME, version, 'bin/pgbench')),
    '/usr/bin/pgbench',
  ];
  return places.find((path) => existsSync(path));
}

/** What stands where the product's parameters are; the two that must be new each time come from the script. */
const PARAMETERS: Readonly<Record<string, string>> = {
  mode: 'live',
  dialect: 'cloudpay',
  type: 'alipay',
  title: '任意金额支付:10.00元',
  price: '1000',
  attachment: '张三',
  ttlSeconds: '300',
};

/** A piece of the statement that stands in a function of its own. */
function pieceOf(source: string, name: string): string {
  const piece = new RegExp(`const ${name} = \\([^)]*\\)[^\`]*=> sql\\(\\)\`([^\`]*)\``).exec(source)?.[1];
  if (piece === undefined) throw new Error(`${name} is not in ${STORE}`);
  return piece;
}

/** The product's own statement, read from its source so that both always measure the same. */
function script(): string {
  const source = readFileSync(join(root, STORE), 'utf8');
  const statement = /function insertOrFindOrder[\s\S]*?`([\s\S]*?)`/.exec(source)?.[1];
  if (statement === undefined) throw new Error(`the statement of insertOrFindOrder is not in ${STORE}`);
  const filled = statement
    .replace(/\$\{(\w+)\((?:order)?\)\}/g, (_, name: string) => pieceOf(source, name))
    .replace(/\$\{REFERENCE_KEPT_DAYS\}/g, '10')
    .replace(/\$\{order\.(notifyUrl|returnUrl|linkId)\}/g, 'null')
    .replace(/\$\{order\.choices\}/g, "'{}'")
    .replace(/\$\{order\.isTold\}/g, 'true')
    .replace(/\$\{(?:order\.)?pin(Digest|Meaning)\}/g, "decode(md5(:outOrderId::text), 'hex')")
    .replace(/\$\{(?:order\.)?(\w+)\}/g, ':$1');
  return [
    '\\set outOrderId random(1000000000000000000, 9000000000000000000)',
    '\\set token random(1000000000000000000, 9000000000000000000)',
    `${filled.trim()};`,
  ].join('\n');
}

export interface PgbenchPlan {
  readonly program: string;
  readonly databaseUrl: string;
  readonly merchantId: string;
  readonly connections: number;
  readonly requests: number;
}

/** Inserts orders by pgbench into the product's own database and answers how many a second. */
export function pgbenchInserts(plan: PgbenchPlan): number {
  const directory = mkdtempSync(join(tmpdir(), 'matou-pgbench-'));
  try {
    const file = join(directory, 'insert.sql');
    writeFileSync(file, script());
    const given = { ...PARAMETERS, merchantId: plan.merchantId };
    const perConnection = Math.ceil(plan.requests / plan.connections);
    const run = spawnSync(
      plan.program,
      [
        ...['-n', '-M', 'prepared', '-c', String(plan.connections), '-j', '1', '-t', String(perConnection)],
        ...Object.entries(given).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
        ...['-f', file, plan.databaseUrl],
      ],
      { encoding: 'utf8', env: { ...process.env, PGCLIENTENCODING: 'UTF8' } },
    );
    const perSecond = /^tps = ([\d.]+)/m.exec(run.stdout ?? '')?.[1];
    if (run.status !== 0 || perSecond === undefined) throw new Error(`pgbench failed: ${run.stderr}`);
    return Number(perSecond);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
