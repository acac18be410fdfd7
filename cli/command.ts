/** A refusal in words, for the person at the terminal. */
export class CommandError extends Error {}

export type Given = Readonly<Record<string, string | undefined>>;

export interface Command {
  /** The options as the usage text shows them. */
  readonly usage: string;
  readonly options: readonly string[];
  /** Options without a value; when given, they read `on`. */
  readonly switches?: readonly string[];
  run(given: Given): Promise<object>;
}

export function required(given: Given, option: string): string {
  const value = given[option];
  if (value === undefined || value === '') throw new CommandError(`--${option} is missing`);
  return value;
}

export function requiredId(given: Given, option: string): number {
  const text = required(given, option);
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new CommandError(`--${option} must be a number`);
  return Number(text);
}

export function optionalId(given: Given, option: string): number | null {
  return given[option] === undefined ? null : requiredId(given, option);
}

export function choice<T extends string>(given: Given, option: string, choices: readonly T[]): T | undefined {
  const text = given[option];
  if (text === undefined) return undefined;
  const found = choices.find((one) => one === text);
  if (found === undefined) throw new CommandError(`--${option} must be one of ${choices.join(', ')}`);
  return found;
}

/** `on` and `off` as the merchant's switches are written. */
export function onOff(given: Given, option: string): boolean | undefined {
  const word = choice(given, option, ['on', 'off']);
  return word === undefined ? undefined : word === 'on';
}
