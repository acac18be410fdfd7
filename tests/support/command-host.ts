import { inWords, runCommand } from '@/cli/run-command';

/** A program that runs the operator's commands one after the other, for a test that would start one for each. */
export interface Asked {
  readonly id: number;
  readonly args: readonly string[];
}

export interface Told {
  readonly id: number;
  readonly answer?: object;
  readonly refusal?: string;
}

async function tell({ id, args }: Asked): Promise<Told> {
  try {
    return { id, answer: (await runCommand(args)).answer };
  } catch (error) {
    return { id, refusal: inWords(error) };
  }
}

process.on('message', (asked: Asked) => {
  void tell(asked).then((told) => process.send?.(told));
});
process.once('disconnect', () => process.exit());
