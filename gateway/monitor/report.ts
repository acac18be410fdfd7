import type { GatewayRequest } from '@/gateway/request';
import { equalInConstantTime, md5 } from '@/lib/platform/crypto';
import { readBodyFields, readForm } from '@/lib/platform/fields';

/** What a monitor sent, as text; a parameter that was not sent counts as empty, as in the original. */
export class Report {
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  text(name: string): string {
    return this.#values.get(name) ?? '';
  }

  /** The monitor's own time in milliseconds; editions send milliseconds or seconds. Null when it is no time. */
  get timeMs(): number | null {
    const text = this.text('t');
    if (/^[1-9]\d{12}$/.test(text)) return Number(text);
    return /^[1-9]\d{9}$/.test(text) ? Number(text) * 1000 : null;
  }

  get signature(): string {
    return this.text('sign').toLowerCase();
  }

  /** Whether the values of `names`, joined as they came, were signed with a key. */
  isSignedOver(names: readonly string[]): (key: string) => boolean {
    const text = names.map((name) => this.text(name)).join('');
    return (key) => equalInConstantTime(md5(text + key), this.signature);
  }
}

/** Reads a report from the query and, when posted, from the body, which wins. */
export async function readReport(request: GatewayRequest): Promise<Report> {
  const values = new Map(readForm(request.rawQuery).values);
  if (request.method === 'POST') {
    const fields = readBodyFields(await request.readBody(), request.header('content-type') ?? '');
    for (const [name, text] of fields?.values ?? []) values.set(name, text);
  }
  return new Report(values);
}
