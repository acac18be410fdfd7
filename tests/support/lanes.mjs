import { spawn } from 'node:child_process';

/**
 * Runs steps beside each other and shows what they print one after the other: the first step that is not over speaks,
 * and the others are heard when it has ended.
 */
class Speech {
  #heard = '';
  #isAloud = false;

  say(text) {
    if (this.#isAloud) process.stdout.write(text);
    else this.#heard += text;
  }

  speakUp() {
    this.#isAloud = true;
    process.stdout.write(this.#heard);
    this.#heard = '';
  }
}

/** One command of a step. Resolves with its exit code and, when `isQuiet`, what it wrote to stdout. */
export function runCommand(args, { cwd, say, environment = {}, isQuiet = false }) {
  return new Promise((settle) => {
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...colour, NEXT_TELEMETRY_DISABLED: '1', ...environment },
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      if (isQuiet) stdout += text;
      else say(text);
    });
    child.stderr.setEncoding('utf8').on('data', say);
    child.once('error', (fault) => say(`${fault.message}\n`));
    child.once('close', (status) => settle({ status, stdout }));
  });
}

async function runStep({ name, work }, speech) {
  const say = (text) => speech.say(text);
  const since = Date.now();
  let result;
  try {
    result = await work(say);
  } catch (fault) {
    say(`${fault instanceof Error ? fault.stack : fault}\n`);
    result = { passed: 0, failed: 1 };
  }
  return { name, ...result, seconds: (Date.now() - since) / 1000 };
}

/** Runs the lanes beside each other, the steps of a lane in turn. Resolves with the results, lane by lane. */
export async function runLanes(lanes) {
  const started = lanes.map((steps) => {
    let before = Promise.resolve();
    return steps.map((step) => {
      const speech = new Speech();
      speech.say(`\n── ${step.name} ──\n`);
      const result = before.then(() => runStep(step, speech));
      before = result;
      return { speech, result };
    });
  });
  const results = [];
  for (const { speech, result } of started.flat()) {
    speech.speakUp();
    results.push(await result);
  }
  return results;
}
