import { type CloudMonitor, cloudMonitorOf, type PlatformConfig } from '@/lib/channels';
import {
  bringOnline,
  claimLogons,
  endStaleLogons,
  failLogon,
  LineFull,
  type LogonClaim,
  logonAnswerUrl,
  postponeLogon,
  readPlatformConfig,
  restAfter,
  showCode,
  waitForTurn,
} from '@/lib/core/sessions';
import { log } from '@/lib/platform/log';
import { repeat } from '@/worker/repeat';

const ROUND_MS = 500;
/** Longer than the longest wait in line and the longest call to a platform together. */
const LEASE_SECONDS = 30;
const SLOTS = 8;
/** A platform that did not answer, or is too busy, is asked again after so long. */
const RETRY_SECONDS = 3;
/** A silent one is given up after so long in all. */
const PATIENCE_SECONDS = 60;
const REASON_MAX = 300;
/** Far more than the readers of bills have, so that somebody who looks at a screen is never kept out by them. */
const LINE_PATIENCE_MS = 10_000;

export interface LogonRunner {
  /** Takes what waits and begins to move it; resolves when it has been taken. */
  round(): Promise<void>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** Throws LineFull when the platform is to be asked later; what the scan answered serves then as well. */
async function exchange(claim: LogonClaim, monitor: CloudMonitor, config: PlatformConfig): Promise<string> {
  const name = monitor.describe().setting;
  if (name !== null) await waitForTurn({ name, config }, LINE_PATIENCE_MS);
  const reply = await monitor.exchange(config, claim.answer ?? '');
  if (reply.isGranted) return bringOnline(claim, reply.grant);
  if (name !== null && (await restAfter({ name, config }, reply))) throw new LineFull();
  await failLogon(claim, reply.reason.slice(0, REASON_MAX));
  return 'refused';
}

async function move(claim: LogonClaim, monitorOf: MonitorOf): Promise<string> {
  const monitor = monitorOf(claim.channel);
  const config = monitor === null ? {} : await readPlatformConfig(monitor);
  if (monitor === null || monitor.missing(config).length > 0) {
    await failLogon(claim, 'not_configured');
    return 'not_configured';
  }
  if (claim.stage === 'scanned') return exchange(claim, monitor, config);
  const code = await monitor.prepare(config, { state: claim.state, answerUrl: logonAnswerUrl() });
  await showCode(claim, code);
  return 'code_ready';
}

/** A platform that did not answer is asked once more, until its time is over. */
async function giveBack(claim: LogonClaim): Promise<void> {
  if (claim.stageSeconds > PATIENCE_SECONDS) await failLogon(claim, 'platform_silent');
  else await postponeLogon(claim, RETRY_SECONDS);
}

async function run(claim: LogonClaim, monitorOf: MonitorOf): Promise<void> {
  const { merchantId, logonId, stage } = claim;
  try {
    const outcome = await move(claim, monitorOf);
    log.info({ merchantId, logonId, stage, outcome }, 'log-on moved');
  } catch (error) {
    log.warn({ error, merchantId, logonId, stage }, 'a log-on could not be moved');
    if (error instanceof LineFull) await postponeLogon(claim, RETRY_SECONDS);
    else await giveBack(claim);
  }
}

type MonitorOf = (channel: string) => CloudMonitor | null;

/** Moves log-ons: makes their codes, and exchanges what their scans answered. Slots are freed one by one. */
export function createLogonRunner(monitorOf: MonitorOf = cloudMonitorOf): LogonRunner {
  const underWay = new Set<Promise<void>>();
  return {
    async round() {
      await endStaleLogons();
      if (underWay.size >= SLOTS) return;
      const claims = await claimLogons({ limit: SLOTS - underWay.size, leaseSeconds: LEASE_SECONDS });
      for (const claim of claims) {
        const running: Promise<void> = run(claim, monitorOf)
          .catch((error: unknown) =>
            log.error({ error, logonId: claim.logonId }, 'a log-on waits for its lease'),
          )
          .finally(() => underWay.delete(running));
        underWay.add(running);
      }
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

/** Runs log-ons until `signal` is aborted. */
export function runLogons(runner: LogonRunner, signal: AbortSignal): Promise<void> {
  return repeat('run-logons', { everyMs: ROUND_MS, signal }, () => runner.round());
}
