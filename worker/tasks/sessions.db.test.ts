import { beforeEach, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import type { CloudMonitor } from '@/lib/channels';
import { simulatedAnswer } from '@/lib/channels/simulator/cloud-monitor';
import { answerLogon, cancelLogon, findLogon, listSessions, setSessionOffline } from '@/lib/core/sessions';
import { logOn, start } from '@/tests/support/sessions';
import { openShop } from '@/tests/support/shop';
import { createSessionKeeper } from '@/worker/tasks/keep-sessions';
import type { BillPoller } from '@/worker/tasks/poll-bills';
import { createLogonRunner, type LogonRunner } from '@/worker/tasks/run-logons';

beforeEach(async () => {
  await sql()`update sessions set is_removed = true`;
  await sql()`update session_logons set stage = 'cancelled', ended_at = now() where ended_at is null`;
});

async function run(runner: LogonRunner): Promise<void> {
  await runner.round();
  await runner.settled();
}

async function stateOf(logonId: number): Promise<string> {
  const [row] = await sql()<{ state: string }[]>`select state from session_logons where id = ${logonId}`;
  return row?.state ?? '';
}

function platform(changes: Partial<CloudMonitor>): (channel: string) => CloudMonitor {
  const monitor: CloudMonitor = {
    describe: () => ({ setting: null, usual: {}, wallets: ['alipay'] }),
    missing: () => [],
    prepare: async () => ({ text: 'code', expiresInSeconds: 60 }),
    exchange: async () => ({ isGranted: false, reason: 'no', isGrantOver: true }),
    readBills: async () => ({ isRead: true, bills: [], unread: [] }),
    ...changes,
  };
  return () => monitor;
}

const blindPoller = (isWatched: boolean): BillPoller => ({
  poll: async () => {},
  isWatched: () => isWatched,
});

describe('the worker', () => {
  test('brings a session online from the queue over the simulator’s code', async () => {
    const { merchantId } = await openShop();
    const { logonId, sessionId } = await start(merchantId);
    const key = { merchantId, logonId };
    const runner = createLogonRunner();
    await run(runner);
    const shown = await findLogon(key);
    expect(shown.stage).toBe('code_ready');
    expect(new URL(shown.code ?? '').searchParams.get('state')).toBe(await stateOf(logonId));
    await run(runner);
    expect((await findLogon(key)).codeCount).toBe(1);
    await answerLogon(await stateOf(logonId), simulatedAnswer({ verdict: 'agreed', owner: 'wang' }));
    await run(runner);
    expect((await findLogon(key)).stage).toBe('online');
    expect(await listSessions({ merchantId, mode: 'test', status: 'online' })).toMatchObject([
      { sessionId, ownerLabel: 'w***g' },
    ]);
  });

  test('ends a log-on that the wallet’s owner refuses, with the platform’s words', async () => {
    const { merchantId } = await openShop();
    const { logonId } = await start(merchantId);
    const runner = createLogonRunner();
    await run(runner);
    await answerLogon(await stateOf(logonId), simulatedAnswer({ verdict: 'refused' }));
    await run(runner);
    expect(await findLogon({ merchantId, logonId })).toMatchObject({
      stage: 'failed',
      failure: 'SIMULATED_REFUSAL',
    });
  });

  test('asks a silent platform again, and gives it up after a minute', async () => {
    const { merchantId } = await openShop();
    const { logonId } = await start(merchantId);
    const key = { merchantId, logonId };
    const silent = platform({ prepare: () => Promise.reject(new Error('no answer')) });
    await run(createLogonRunner(silent));
    expect((await findLogon(key)).stage).toBe('preparing');
    await sql()`
      update session_logons set leased_until = null, moved_at = clock_timestamp() - interval '61 seconds'
      where id = ${logonId}`;
    await run(createLogonRunner(silent));
    expect(await findLogon(key)).toMatchObject({ stage: 'failed', failure: 'platform_silent' });
  });

  test('begins nothing on a platform whose configuration went', async () => {
    const { merchantId } = await openShop();
    const { logonId } = await start(merchantId);
    await run(createLogonRunner(platform({ missing: () => ['appId'] })));
    expect(await findLogon({ merchantId, logonId })).toMatchObject({ failure: 'not_configured' });
  });

  test('that was overtaken by a cancellation shows no code', async () => {
    const { merchantId } = await openShop();
    const { logonId } = await start(merchantId);
    const late = platform({
      prepare: async () => {
        await cancelLogon({ merchantId, logonId });
        return { text: 'code', expiresInSeconds: 60 };
      },
    });
    await run(createLogonRunner(late));
    expect(await findLogon({ merchantId, logonId })).toMatchObject({ stage: 'cancelled', code: null });
  });
});

describe('a keeper of sessions', () => {
  async function stateOfSession(merchantId: number) {
    const [session] = await listSessions({ merchantId, mode: 'test', status: 'online' });
    return session?.state;
  }

  const silence = (sessionId: number) => sql()`
    update sessions set last_seen_at = clock_timestamp() - interval '46 seconds' where id = ${sessionId}`;

  test('takes sessions over and keeps them alive', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    await silence(sessionId);
    const keeper = createSessionKeeper(blindPoller(true));
    await keeper.round();
    expect(await stateOfSession(merchantId)).toBe('online');
    await silence(sessionId);
    await keeper.beat();
    expect(await stateOfSession(merchantId)).toBe('online');
  });

  test('says nothing for a session whose bills cannot be read', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    await silence(sessionId);
    const keeper = createSessionKeeper(blindPoller(false));
    await keeper.round();
    await keeper.beat();
    expect(await stateOfSession(merchantId)).toBe('silent');
  });

  test('gives what it holds to the next one when it stops, and lets go of what is offline', async () => {
    const { merchantId } = await openShop();
    const [one, two] = [await logOn(merchantId), await logOn(merchantId)];
    const keeper = createSessionKeeper(blindPoller(true));
    await keeper.round();
    await setSessionOffline({ merchantId, sessionId: two.sessionId, actor: 'user:1' });
    await keeper.beat();
    await keeper.release();
    await silence(one.sessionId);
    const polled: number[] = [];
    const heir = createSessionKeeper({
      poll: async (held) => void polled.push(...held.map(({ sessionId }) => sessionId)),
      isWatched: () => true,
    });
    await heir.round();
    expect(polled).toEqual([one.sessionId]);
    expect(await stateOfSession(merchantId)).toBe('online');
  });
});
