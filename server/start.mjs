import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { followNpm } from './launch/follow-npm.mjs';
import { installIfNeeded, requireNode } from './launch/install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

requireNode();
followNpm(root);
process.env.MATOU_DATA_DIR = resolve(process.env.MATOU_DATA_DIR || join(root, '.data'));
process.chdir(root);
await installIfNeeded(root);

try {
  const { buildIfNeeded } = await import('./launch/build.mjs');
  await buildIfNeeded(root);
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exit(1);
}

process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, '.build/supervisor.js')).href);
