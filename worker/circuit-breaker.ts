const FAILURES_TO_OPEN = 10;
const PAUSE_MS = 30_000;
/** How long the others wait while one attempt finds out whether the host is back. */
const PROBE_WAIT_MS = 5_000;
/** More hosts than this are not remembered; the oldest are forgotten first. */
const HOSTS_MAX = 10_000;

interface Circuit {
  failures: number;
  openUntil: number;
  isProbing: boolean;
}

export interface CircuitBreaker {
  /** 0 when an attempt may be made now, otherwise the milliseconds to wait. Ask once per attempt. */
  waitFor(host: string): number;
  /** Tells what came of an attempt that `waitFor` let through. */
  report(host: string, isBroken: boolean): void;
}

/**
 * Leaves a host alone for 30 s after ten failures in a row, then lets one attempt through: its success opens the
 * way again, its failure begins another pause. `now` gives milliseconds of a clock that never goes back.
 */
export function createCircuitBreaker(now: () => number): CircuitBreaker {
  const circuits = new Map<string, Circuit>();
  return {
    waitFor(host) {
      const circuit = circuits.get(host);
      if (circuit === undefined || circuit.failures < FAILURES_TO_OPEN) return 0;
      const left = circuit.openUntil - now();
      if (left > 0) return left;
      if (circuit.isProbing) return PROBE_WAIT_MS;
      circuit.isProbing = true;
      return 0;
    },
    report(host, isBroken) {
      if (!isBroken) {
        circuits.delete(host);
        return;
      }
      const failures = (circuits.get(host)?.failures ?? 0) + 1;
      circuits.delete(host);
      circuits.set(host, { failures, openUntil: now() + PAUSE_MS, isProbing: false });
      const [oldest] = circuits.keys();
      if (circuits.size > HOSTS_MAX && oldest !== undefined) circuits.delete(oldest);
    },
  };
}
