import { cpus, release, totalmem } from 'node:os';
import type { OpeningCost } from '@/bench/allocation';
import type { ArrivalTimes } from '@/bench/arrivals';
import type { CallbackTimes } from '@/bench/callbacks';
import type { GoodsTimes } from '@/bench/goods';
import { type Load, percentile } from '@/bench/load';
import type { Memory } from '@/bench/processes';
import { type CreatePath, FOREIGN_PATHS, GOODS_PATHS } from '@/bench/requests';

/** Milliseconds of processor time for one create, of the whole product and of its parts. */
interface CpuMs {
  readonly all: number;
  readonly gateway: number;
  readonly postgres: number;
  readonly rest: number;
}

export interface CreateRun extends Load {
  readonly path: CreatePath;
  readonly connections: number;
  readonly cpuMs: CpuMs;
}

export interface StateRun extends Load {
  readonly connections: number;
  readonly cpuMs: number;
}

/** Orders per second through the product and straight into its database, side by side. */
export interface Ratio {
  readonly rounds: readonly { readonly created: number; readonly inserted: number }[];
}

export interface MemoryRow extends Memory {
  readonly name: string;
}

export interface Measured {
  /** The machine's load of the last minute, while the product was idle. */
  readonly otherLoad: number;
  readonly runs: readonly CreateRun[];
  readonly ratio: Ratio | undefined;
  /** Rounds of `anypay/create` and each way of ordering goods, 64 connections. */
  readonly dialectRuns: readonly CreateRun[];
  /** Of drawing the picture that the answers of gatepay v1 and the product API carry. */
  readonly pictureCpuMs: number;
  readonly goods: GoodsTimes;
  readonly openings: readonly OpeningCost[];
  readonly states: StateRun;
  readonly told: CallbackTimes;
  readonly ingested: ArrivalTimes;
  readonly idle: readonly MemoryRow[];
  readonly after: readonly MemoryRow[];
}

const whole = (value: number) => Math.round(value).toLocaleString('en-US');
const fine = (value: number) => value.toFixed(2);
const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly string[]): string[] {
  return [row(...head), row(...head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows];
}

function machine(otherLoad: number): string {
  const processors = cpus();
  return [
    new Date().toISOString().slice(0, 10),
    `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}`,
    `${(totalmem() / 1024 ** 3).toFixed(0)} GB`,
    `Linux ${release()}`,
    `Node ${process.versions.node}`,
    `load by others ${otherLoad.toFixed(1)}`,
  ].join(' · ');
}

function createTable(runs: readonly CreateRun[]): string[] {
  const head = [
    'create',
    'connections',
    'per second',
    'p50 ms',
    'p99 ms',
    'CPU ms each',
    'gateway',
    'PostgreSQL',
    'rest',
  ];
  const rows = runs.map(({ path, connections, perSecond, p50Ms, p99Ms, cpuMs }) =>
    row(
      `\`${path}\``,
      connections,
      whole(perSecond),
      ...[p50Ms, p99Ms, cpuMs.all, cpuMs.gateway, cpuMs.postgres, cpuMs.rest].map(fine),
    ),
  );
  return table(head, rows);
}

function ratioTable(ratio: Ratio | undefined): string[] {
  if (ratio === undefined) return ['pgbench is not installed, so nothing was compared with it.'];
  const rows = ratio.rounds.map(({ created, inserted }, index) =>
    row(index + 1, whole(created), whole(inserted), fine(created / inserted)),
  );
  const sorted = ratio.rounds.map(({ created, inserted }) => created / inserted).sort((a, b) => a - b);
  const middle = row('median', '', '', fine(percentile(sorted, 0.5)));
  return table(['round', 'creates per second', 'pgbench per second', 'ratio'], [...rows, middle]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dialectTable({ dialectRuns, pictureCpuMs }: Measured): string[] {
  const cpuMs = (wanted: CreatePath, part: 'all' | 'gateway' | 'postgres' = 'all') =>
    mean(dialectRuns.filter(({ path }) => path === wanted).map((run) => run.cpuMs[part]));
  const pictured: readonly CreatePath[] = ['/api/anypay/create', ...GOODS_PATHS];
  const bareMs = (path: CreatePath) => cpuMs(path) - (pictured.includes(path) ? pictureCpuMs : 0);
  const head = ['CPU ms each', 'gateway', 'PostgreSQL', 'to anypay', 'to anypay, both without the picture'];
  return [
    ...table(
      ['create, 64 connections, mean of the rounds', ...head],
      [...pictured, ...FOREIGN_PATHS].map((path) => {
        const parts = [cpuMs(path), cpuMs(path, 'gateway'), cpuMs(path, 'postgres')];
        const ratios = [cpuMs, bareMs].map((of) => of(path) / of('/api/anypay/create'));
        return row(`\`${path}\``, ...[...parts, ...ratios].map(fine));
      }),
    ),
    '',
    `The picture of an answer: ${fine(pictureCpuMs)} ms.`,
  ];
}

function goodsTables(measured: Measured): string[] {
  const { pages, imports, rush } = measured.goods;
  return [
    ...dialectTable(measured),
    '',
    ...table(
      ['card keys', 'value'],
      [
        row(`a page of \`ka/show\` over 100,000 keys, p50 of ${pages.requests}`, `${fine(pages.p50Ms)} ms`),
        row('a page of `ka/show`, p99', `${fine(pages.p99Ms)} ms`),
        row('a page of `ka/show`, at most', `${fine(pages.maxMs)} ms`),
        row(`500 keys by \`ka/create\`, p50 of ${imports.requests}`, `${fine(imports.p50Ms)} ms`),
        row('500 keys by `ka/create`, at most', `${fine(imports.maxMs)} ms`),
        row(`64 buyers of ${rush.keys} keys at once: sold, refused`, `${rush.bought}, ${rush.refused}`),
      ],
    ),
  ];
}

function openingTable(openings: readonly OpeningCost[]): string[] {
  const rows = openings.map(({ accounts, admitting, strategy, choosing, gateway, postgres }) =>
    row(
      `${whole(accounts)}, ${strategy}, ${admitting} of 10 rules admit`,
      ...[choosing.postgres, choosing.asking, gateway, postgres].map(fine),
    ),
  );
  return table(
    ['accounts online', 'choosing: PostgreSQL CPU ms', 'who asks', 'opening: gateway CPU ms', 'PostgreSQL'],
    rows,
  );
}

function restTable({ states, told, ingested }: Measured): string[] {
  return table(
    ['measure', 'value'],
    [
      row(`status polls per second, ${states.connections} connections`, whole(states.perSecond)),
      row('CPU ms per status poll', fine(states.cpuMs)),
      row(`paid → callback received, p50 of ${told.samples}`, `${whole(told.p50Ms)} ms`),
      row('paid → callback received, p99', `${whole(told.p99Ms)} ms`),
      row(
        `arrivals per second, ${ingested.orders} payments reported three times in batches of 100`,
        whole(ingested.perSecond),
      ),
      row(
        `first report → all ${ingested.orders} orders paid, each once`,
        `${fine(ingested.settledSeconds)} s`,
      ),
    ],
  );
}

function memoryTable({ idle, after }: Measured): string[] {
  const numbers = (part: Memory | undefined) => [part?.rssMb ?? Number.NaN, part?.pssMb ?? Number.NaN];
  const rows = idle.map((part, index) => {
    const cells = [...numbers(part), ...numbers(after[index])].map(whole);
    return row(part.name, part.processes, ...cells);
  });
  const sum = (parts: readonly MemoryRow[], kind: 'rssMb' | 'pssMb') =>
    whole(parts.reduce((total, part) => total + part[kind], 0));
  const sums = [idle, after].flatMap((parts) => [sum(parts, 'rssMb'), sum(parts, 'pssMb')]);
  const head = ['memory, MB', 'processes', 'RSS idle', 'PSS idle', 'RSS after load', 'PSS after load'];
  return table(head, [...rows, row('sum', '', ...sums)]);
}

/** The whole run as Markdown. */
export function report(measured: Measured): string {
  return [
    machine(measured.otherLoad),
    '',
    ...createTable(measured.runs),
    '',
    ...ratioTable(measured.ratio),
    '',
    ...goodsTables(measured),
    '',
    ...openingTable(measured.openings),
    '',
    ...restTable(measured),
    '',
    ...memoryTable(measured),
    '',
  ].join('\n');
}
