/** Why a field that was sent cannot be used. */
export type FieldFault = 'repeated' | 'nested' | 'unreadable' | 'not_utf8';

/**
 * The fields of one request as text, exactly as they came: a number in JSON keeps the digits it was written
 * with. A name is either in `values` or in `faults`.
 */
export interface Fields {
  readonly values: ReadonlyMap<string, string>;
  readonly faults: ReadonlyMap<string, FieldFault>;
}

/** Collects fields while a body is read; a name that comes twice is a fault, whatever its values. */
export class FieldCollector implements Fields {
  readonly values = new Map<string, string>();
  readonly faults = new Map<string, FieldFault>();

  add(name: string, text: string): void {
    if (this.#isTaken(name)) return;
    const fault = faultOf(name) ?? faultOf(text);
    if (fault === null) this.values.set(name, text);
    else this.faults.set(name, fault);
  }

  addFault(name: string, fault: FieldFault): void {
    if (!this.#isTaken(name)) this.faults.set(name, fault);
  }

  #isTaken(name: string): boolean {
    if (!this.values.has(name) && !this.faults.has(name)) return false;
    this.values.delete(name);
    this.faults.set(name, 'repeated');
    return true;
  }
}

/** U+FFFD stands where bytes were no UTF-8; PostgreSQL stores neither U+0000 nor half a surrogate pair. */
function faultOf(text: string): FieldFault | null {
  if (text.includes('\uFFFD')) return 'not_utf8';
  return text.includes('\0') || !text.isWellFormed() ? 'unreadable' : null;
}
