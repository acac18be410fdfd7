import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { openingCosts } from '@/bench/allocation';
import { type ArrivalTimes, ingestArrivals } from '@/bench/arrivals';
import { openOrders, payAll } from '@/bench/callbacks';
import { goodsTimes, stockShelf } from '@/bench/goods';
import { type Load, load } from '@/bench/load';
import { findPgbench, pgbenchInserts } from '@/bench/pgbench';
import { pictureCpuMs } from '@/bench/picture';
import { cpuMsOf, memoryOf } from '@/bench/processes';
import { type CreateRun, type MemoryRow, type Ratio, report, type StateRun } from '@/bench/report';
import {
  CREATE_PATHS,
  type CreatePath,
  createRequests,
  expectedOf,
  FOREIGN_PATHS,
  foreignRequests,
  GOODS_PATHS,
  getRequest,
  goodsRequests,
} from '@/bench/requests';
import { type MerchantSite, openMerchantSite } from '@/tests/support/merchant-site';
import { type Product, startProduct } from '@/tests/support/product';

/** Requests of one run by the number of connections: some seconds each. */
const REQUESTS: ReadonlyMap<number, number> = new Map([
  [1, 3_000],
  [16, 10_000],
  [64, 15_000],
]);
const WARM_UP = 3_000;
const RATIO_ROUNDS = 3;
/** Short turns, many of them: the speed of a shared machine changes within seconds. */
const TURN_REQUESTS = 500;
const TURN_ROUNDS = 24;
const WARM_UP_TURN = 4_000;
const STATE_REQUESTS = 15_000;
const PAID_ORDERS = 240;
const PAID_PER_SECOND = 10;
/** After it the start is over, or the pools have closed the connections that the load had opened. */
const IDLE_SECONDS = 75;

const say = (text: string) => process.stderr.write(`${text}\n`);
const portOf = (product: Product) => Number(new URL(product.publicUrl).port);

function refuseFailures({ failures, requests, firstFailure }: Load): void {
  if (failures > 0) throw new Error(`${failures} of ${requests} requests failed, first: ${firstFailure}`);
}

/** One run of creates. Its processor time is that of the whole product; the generator is no part of it. */
async function create(
  product: Product,
  path: CreatePath,
  prepared: readonly Buffer[],
  connections: number,
): Promise<CreateRun> {
  const requests = prepared.length;
  const pids = product.pids();
  const cpu = () => [pids.supervisor, pids.gateway, pids.postgres].map(cpuMsOf);
  let index = 0;
  const before = cpu();
  const plan = { port: portOf(product), connections, requests, expected: expectedOf(path) };
  const run = await load({ ...plan, next: () => prepared[index++] as Buffer });
  const [all = 0, gateway = 0, postgres = 0] = cpu().map((ms, at) => (ms - (before[at] ?? 0)) / requests);
  refuseFailures(run);
  say(`${path} ${connections}: ${run.perSecond.toFixed(0)}/s, ${all.toFixed(2)} ms CPU`);
  return {
    ...run,
    path,
    connections,
    cpuMs: { all, gateway, postgres, rest: Math.max(0, all - gateway - postgres) },
  };
}

async function creates(product: Product, site: MerchantSite): Promise<CreateRun[]> {
  const runs: CreateRun[] = [];
  for (const path of CREATE_PATHS) {
    await create(product, path, createRequests(path, site, WARM_UP), 64);
    for (const [connections, requests] of REQUESTS) {
      runs.push(await create(product, path, createRequests(path, site, requests), connections));
    }
  }
  return runs;
}

/** The product and pgbench in turns, so that what else the machine does meets both. */
async function ratio(product: Product, site: MerchantSite): Promise<Ratio | undefined> {
  const program = findPgbench();
  if (program === undefined) return undefined;
  const rounds: { created: number; inserted: number }[] = [];
  for (let round = 0; round < RATIO_ROUNDS; round++) {
    const path = '/api/cloudpay/create';
    const { perSecond } = await create(product, path, createRequests(path, site, 10_000), 64);
    const { databaseUrl } = product;
    const plan = { program, databaseUrl, merchantId: site.merchantId, connections: 64, requests: 20_000 };
    const inserted = pgbenchInserts(plan);
    say(`pgbench 64: ${inserted.toFixed(0)}/s`);
    rounds.push({ created: perSecond, inserted });
  }
  return { rounds };
}

/** The creates of every dialect in turns, so that what else the machine does meets all of them. */
async function dialectCreates(product: Product, site: MerchantSite, shelf: string): Promise<CreateRun[]> {
  const turn = async (count: number) => {
    const requests: [CreatePath, Buffer[]][] = [
      ['/api/anypay/create', createRequests('/api/anypay/create', site, count)],
      ...GOODS_PATHS.map((path): [CreatePath, Buffer[]] => [path, goodsRequests(path, site, count, shelf)]),
      ...FOREIGN_PATHS.map((path): [CreatePath, Buffer[]] => [path, foreignRequests(path, site, count)]),
    ];
    const runs: CreateRun[] = [];
    for (const [path, prepared] of requests) runs.push(await create(product, path, prepared, 64));
    return runs;
  };
  await turn(WARM_UP_TURN);
  const runs: CreateRun[] = [];
  for (let round = 0; round < TURN_ROUNDS; round++) runs.push(...(await turn(TURN_REQUESTS)));
  return runs;
}

async function states(product: Product, tokens: readonly string[]): Promise<StateRun> {
  const prepared = tokens.map((token) => getRequest(`/pay/state?id=${token}`));
  let index = 0;
  const before = cpuMsOf(product.pids().supervisor);
  const run = await load({
    port: portOf(product),
    connections: 64,
    requests: STATE_REQUESTS,
    next: () => prepared[index++ % prepared.length] as Buffer,
    expected: '"pending"',
  });
  refuseFailures(run);
  const cpuMs = (cpuMsOf(product.pids().supervisor) - before) / STATE_REQUESTS;
  return { ...run, connections: 64, cpuMs };
}

function memory(product: Product): MemoryRow[] {
  const { supervisor, gateway, worker, admin, postgres } = product.pids();
  const children = [gateway, worker, admin, postgres];
  const parts = { gateway, worker, admin, postgres };
  return [
    { name: 'supervisor', ...memoryOf(supervisor, children) },
    ...Object.entries(parts).map(([name, pid]) => ({ name, ...memoryOf(pid) })),
  ];
}

/** A merchant of its own, whose orders nothing else pays. */
async function ingest(product: Product): Promise<ArrivalTimes> {
  const site = await openMerchantSite(product);
  try {
    return await ingestArrivals(product, site);
  } finally {
    await site.close();
  }
}

async function measure(product: Product): Promise<string> {
  const site = await openMerchantSite(product, ['--card-api', 'on']);
  try {
    await fetch(`${product.publicUrl}/sign-in`);
    await pause(IDLE_SECONDS * 1000);
    const idle = memory(product);
    const [otherLoad = 0] = loadavg();
    await site.beat();
    const beating = setInterval(() => void site.beat(), 20_000);
    const runs = await creates(product, site);
    const compared = await ratio(product, site);
    const shelf = await stockShelf(product, site);
    const dialectRuns = await dialectCreates(product, site, shelf);
    const goods = await goodsTimes(product, site, shelf);
    const openings = await openingCosts(product);
    const orders = await openOrders(site, PAID_ORDERS);
    const polled = await states(
      product,
      orders.map(({ token }) => token),
    );
    const told = await payAll(site, orders, PAID_PER_SECOND);
    clearInterval(beating);
    const ingested = await ingest(product);
    await pause(IDLE_SECONDS * 1000);
    const orderTimes = { ratio: compared, dialectRuns, pictureCpuMs: pictureCpuMs() };
    const times = { ...orderTimes, openings, states: polled, goods, told, ingested };
    return report({ otherLoad, runs, ...times, idle, after: memory(product) });
  } finally {
    await site.close();
  }
}

const product = await startProduct({ timeoutMs: 300_000, env: { MATOU_DEMO: '0' } });
try {
  process.stdout.write(await measure(product));
} finally {
  await product.discard();
}
