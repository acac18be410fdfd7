import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildPrograms } from '../server/launch/build.mjs';
import { installIfNeeded, requireNode } from '../server/launch/install.mjs';

/** Runs one `matou` command. Stdout belongs to the command alone; everything said here goes to stderr. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (program) => join(root, '.build', `${program}.js`);

function run(program, args, { environment, stdout, cwd = root }) {
  return new Promise((settle) => {
    const child = spawn(process.execPath, ['--enable-source-maps', at(program), ...args], {
      cwd,
      stdio: ['inherit', stdout, 'inherit'],
      env: { ...process.env, ...environment },
    });
    child.once('error', () => settle(1));
    child.once('exit', (code) => settle(code ?? 1));
  });
}

async function main(args) {
  requireNode();
  await installIfNeeded(root);
  await buildPrograms(root, 'command');
  const dataDir = resolve(process.env.MATOU_DATA_DIR || join(root, '.data'));
  const { borrowDatabase } = await import(pathToFileURL(at('database')).href);
  const loan = process.env.DATABASE_URL ? undefined : await borrowDatabase(dataDir);
  try {
    const environment = { MATOU_DATA_DIR: dataDir };
    if (loan !== undefined) environment.DATABASE_URL = loan.databaseUrl;
    // A command may come before the first start; a demo is the start's business.
    const prepared = await run('prepare', [], {
      environment: { ...environment, MATOU_DEMO: '0' },
      stdout: 'ignore',
    });
    if (prepared !== 0) return prepared;
    // npm goes to the product's folder; files are meant from where the person stands.
    const cwd = process.env.INIT_CWD || process.cwd();
    return await run('cli', args, { environment, stdout: 'inherit', cwd });
  } finally {
    await loan?.giveBack();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
process.exit();
