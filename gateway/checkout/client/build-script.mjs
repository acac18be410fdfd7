import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles and minifies the buyer's script for the browsers of the last six years, in-app ones among them.
 * @returns {Promise<string>}
 */
export async function buildClientScript() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('checkout.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2019',
    charset: 'utf8',
    legalComments: 'none',
  });
  return (outputFiles[0]?.text ?? '').trim();
}
