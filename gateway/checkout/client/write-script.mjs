import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildClientScript } from './build-script.mjs';

// Writes the module that carries the script's text into every bundle. Run it after a change of checkout.ts.
const text = `/** Made from checkout.ts by \`node gateway/checkout/client/write-script.mjs\`; a test keeps both equal. */
export const CLIENT_SCRIPT =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is a script with templates of its own.
  ${JSON.stringify(await buildClientScript())};
`;
const file = fileURLToPath(new URL('script.generated.ts', import.meta.url));
writeFileSync(file, text);
spawnSync('npx', ['biome', 'format', '--write', file], { stdio: 'inherit' });
