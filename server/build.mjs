import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installIfNeeded, requireNode } from './launch/install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

requireNode();
process.chdir(root);
await installIfNeeded(root);
const { buildIfNeeded } = await import('./launch/build.mjs');
await buildIfNeeded(root);
