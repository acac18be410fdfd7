import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installIfNeeded, requireNode } from '../server/launch/install.mjs';

/** Builds the product and the benchmark as needed, then measures. `npm run bench` prints the table on stdout. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (!existsSync('/proc/self/smaps_rollup')) {
  console.error('The benchmark reads processor time and memory from /proc, so it needs Linux.');
  process.exit(1);
}
requireNode();
process.chdir(root);
await installIfNeeded(root);
const { buildIfNeeded } = await import('../server/launch/build.mjs');
await buildIfNeeded(root);
const { build } = await import('esbuild');
await build({
  absWorkingDir: root,
  // The second measures on a product of its own, whose address its modules read while they load.
  entryPoints: ['bench/main.ts', 'bench/bill-poller.ts'],
  outdir: '.build/bench',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
for (const program of ['main', 'bill-poller']) {
  await import(pathToFileURL(join(root, `.build/bench/${program}.js`)).href);
}
