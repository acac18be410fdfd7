import { supervise } from './supervise';

try {
  await supervise();
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(1);
}
process.exit(0);
