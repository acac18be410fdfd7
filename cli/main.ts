import { inWords, runCommand } from '@/cli/run-command';
import { closeDatabase } from '@/db/client';
import { log } from '@/lib/platform/log';

runCommand(process.argv.slice(2))
  .then(({ answer, isJson }) => {
    process.stdout.write(`${JSON.stringify(answer, null, isJson ? 0 : 2)}\n`);
  })
  .catch((error: unknown) => {
    process.stderr.write(`${inWords(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => {
    // Who waits for news of the database is cut off now; the answer is out, and nothing may follow it.
    log.level = 'silent';
    return closeDatabase(1);
  })
  .finally(() => process.exit());
