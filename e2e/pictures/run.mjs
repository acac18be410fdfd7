import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

// `npm run pictures`: draws every screen into pictures/, which is not kept. Names run only those parts.
const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);
// As deep as tests/support, whose files find the checkout by their own place.
const outfile = '.build/pictures/main.js';
await build({
  entryPoints: ['e2e/pictures/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  alias: { '@': root.replace(/\/$/, '') },
  outfile,
  logLevel: 'warning',
});
const { drawPictures } = await import(pathToFileURL(outfile).href);
await drawPictures(process.argv.slice(2));
