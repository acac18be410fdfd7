import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { sql } from '@/db/client';
import { cloudMonitorOf } from '@/lib/channels';
import { changeAccount, createRule, listAccounts, removeAccount } from '@/lib/core/accounts';
import { listPoints, pointsOf, topUpPoints } from '@/lib/core/ledger';
import { assignPlan, createPlan } from '@/lib/core/plans';
import {
  answerLogon,
  beatSession,
  bringOnline,
  cancelLogon,
  changeLogonFee,
  claimLogons,
  claimSessions,
  countSessions,
  endGrants,
  endStaleLogons,
  failLogon,
  findAsked,
  findLogon,
  listSessions,
  logonFee,
  loseSession,
  offlineSessions,
  refreshCode,
  releaseSession,
  removeSession,
  type SessionClaim,
  setSessionOffline,
  showCode,
  startLogon,
} from '@/lib/core/sessions';
import { claim, grantOf, logOn, openPointsShop, scan, show, start } from '@/tests/support/sessions';
import { openShop } from '@/tests/support/shop';

const LEASE = { limit: 1_000, leaseSeconds: 30 };
const actor = 'user:1';

function rule(merchantId: number, name: string, isDefault: boolean) {
  return createRule(merchantId, {
    name,
    windows: [],
    minFen: null,
    maxFen: null,
    dailyFen: null,
    dailyCount: null,
    regions: [],
    isUnknownRegionServed: true,
    isDefault,
  });
}

beforeEach(async () => {
  // No other test's log-ons and sessions are to be claimed here.
  await sql()`update sessions set is_removed = true`;
  await sql()`update session_logons set stage = 'cancelled', ended_at = now() where ended_at is null`;
});

/** As if the operator's fee had been told at the start, for a channel that needs no platform. */
async function withFee(logonId: number, points: number): Promise<void> {
  await sql()`update session_logons set fee_points = ${points} where id = ${logonId}`;
}

async function age(table: 'session_logons' | 'sessions', id: number, column: string, seconds: number) {
  await sql()`update ${sql()(table)} set ${sql()(column)} = clock_timestamp() - make_interval(secs => ${seconds}::int) where id = ${id}`;
}

async function find(merchantId: number, status: 'online' | 'offline') {
  return listSessions({ merchantId, mode: 'test', status });
}

async function hold(sessionId: number): Promise<SessionClaim> {
  const claims = await claimSessions(LEASE);
  const found = claims.find((one) => one.sessionId === sessionId);
  if (found === undefined) throw new Error('the session is not to be claimed');
  return found;
}

describe('a log-on', () => {
  test('goes from the queue over the code and the scan to online', async () => {
    const { merchantId } = await openShop();
    const { sessionId, logonId } = await start(merchantId);
    const key = { merchantId, logonId };
    expect(await findLogon(key)).toMatchObject({ stage: 'queued', code: null, ahead: 0 });
    const prepared = await claim(logonId);
    expect(await findLogon(key)).toMatchObject({ stage: 'preparing' });
    await showCode(prepared, { text: 'scan me', expiresInSeconds: 60 });
    expect(await findLogon(key)).toMatchObject({ stage: 'code_ready', code: 'scan me', codeCount: 1 });
    expect(await answerLogon(prepared.state, 'yes')).toBe(true);
    expect(await findLogon(key)).toMatchObject({ stage: 'scanned', code: null });
    const scanned = await claim(logonId);
    expect(scanned.answer).toBe('yes');
    expect(await bringOnline(scanned, grantOf('owner'))).toBe('online');
    expect(await findLogon(key)).toMatchObject({ stage: 'online', failure: null });
    expect(await find(merchantId, 'online')).toMatchObject([
      { sessionId, state: 'online', ownerLabel: 'own***', label: 'till' },
    ]);
  });

  test('is taken by one of two workers', async () => {
    const { merchantId } = await openShop();
    const { logonId } = await start(merchantId);
    const taken = await Promise.all(Array.from({ length: 8 }, () => claimLogons(LEASE)));
    expect(taken.flat().filter((one) => one.logonId === logonId)).toHaveLength(1);
  });

  test('that a dead worker held is another’s when the lease ends, and the dead one’s word counts no more', async () => {
    const { merchantId } = await openShop();
    const { logonId } = await start(merchantId);
    const zombie = await claim(logonId);
    expect(await claimLogons(LEASE)).toEqual([]);
    await age('session_logons', logonId, 'leased_until', 1);
    const heir = await claim(logonId);
    expect(await showCode(zombie, { text: 'old', expiresInSeconds: 60 })).toBe(false);
    expect(await failLogon(zombie, 'platform_silent')).toBe(false);
    expect(await showCode(heir, { text: 'new', expiresInSeconds: 60 })).toBe(true);
    expect(await findLogon({ merchantId, logonId })).toMatchObject({ stage: 'code_ready', code: 'new' });
  });

  test('tells how many stand before it', async () => {
    const { merchantId } = await openShop();
    await start(merchantId);
    await start(merchantId);
    const { logonId } = await start(merchantId);
    expect((await findLogon({ merchantId, logonId })).ahead).toBe(2);
  });

  test('with a refreshed code takes no answer for the old one', async () => {
    const { merchantId } = await openShop();
    const { logonId } = await start(merchantId);
    const first = await show(logonId);
    await refreshCode({ merchantId, logonId });
    expect(await answerLogon(first.state, 'yes')).toBe(false);
    const second = await show(logonId);
    expect(second.state).not.toBe(first.state);
    expect(await findLogon({ merchantId, logonId })).toMatchObject({ codeCount: 2 });
    expect(await answerLogon(second.state, 'yes')).toBe(true);
  });

  test('takes one answer', async () => {
    const { merchantId } = await openShop();
    const { logonId } = await start(merchantId);
    const { state } = await show(logonId);
    const taken = await Promise.all(Array.from({ length: 8 }, () => answerLogon(state, 'yes')));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await answerLogon(randomUUID(), 'yes')).toBe(false);
  });

  test('with a code that ended long ago takes no answer and asks nobody', async () => {
    const { merchantId } = await openShop();
    const { logonId } = await start(merchantId);
    const { state } = await show(logonId);
    expect(await findAsked(state)).toEqual({ channel: 'simulator', merchantName: 'Shop', label: 'till' });
    await age('session_logons', logonId, 'code_expires_at', 121);
    expect(await findAsked(state)).toBeNull();
    expect(await answerLogon(state, 'yes')).toBe(false);
    expect(await findLogon({ merchantId, logonId })).toMatchObject({ codeSecondsLeft: 0 });
  });

  test('that nobody scans ends by itself and leaves no session behind', async () => {
    const { merchantId } = await openShop();
    const abandoned = await start(merchantId);
    await show(abandoned.logonId);
    const waiting = await start(merchantId);
    await age('session_logons', abandoned.logonId, 'code_expires_at', 601);
    await endStaleLogons();
    expect(await findLogon({ merchantId, ...abandoned })).toMatchObject({
      stage: 'failed',
      failure: 'timed_out',
    });
    expect(await findLogon({ merchantId, ...waiting })).toMatchObject({ stage: 'queued' });
    await expect(start(merchantId, abandoned.sessionId)).rejects.toMatchObject({ code: 'session.unknown' });
  });

  test('of a session is under way once, however often it is asked for', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    await setSessionOffline({ merchantId, sessionId, actor });
    const asked = await Promise.all(Array.from({ length: 8 }, () => start(merchantId, sessionId)));
    expect(new Set(asked.map(({ logonId }) => logonId)).size).toBe(1);
  });

  test.each(['queued', 'preparing', 'code_ready', 'scanned'] as const)(
    'can be cancelled while %s, for nothing, and nobody brings it online then',
    async (stage) => {
      const { merchantId } = await openPointsShop(100);
      const { logonId, sessionId } = await start(merchantId);
      await withFee(logonId, 100);
      const last = stage === 'queued' ? null : await claim(logonId);
      if (last !== null && stage !== 'preparing') {
        await showCode(last, { text: 'code', expiresInSeconds: 60 });
        if (stage === 'scanned') await answerLogon(last.state, 'yes');
      }
      const holder = stage === 'scanned' ? await claim(logonId) : last;
      expect((await findLogon({ merchantId, logonId })).stage).toBe(stage);
      await cancelLogon({ merchantId, logonId });
      expect((await findLogon({ merchantId, logonId })).stage).toBe('cancelled');
      if (holder !== null) expect(await bringOnline(holder, grantOf())).toBe('lost');
      expect(await pointsOf(merchantId)).toBe(100);
      await expect(cancelLogon({ merchantId, logonId })).rejects.toMatchObject({
        code: 'session.state_forbids',
      });
      await expect(start(merchantId, sessionId)).rejects.toMatchObject({ code: 'session.unknown' });
    },
  );

  test('of another merchant is nobody’s to see, cancel or refresh', async () => {
    const [own, other] = [await openShop(), await openShop()];
    const { logonId, sessionId } = await start(own.merchantId);
    await show(logonId);
    const foreign = { merchantId: other.merchantId, logonId };
    await expect(findLogon(foreign)).rejects.toMatchObject({ code: 'session.unknown' });
    await expect(cancelLogon(foreign)).rejects.toMatchObject({ code: 'session.state_forbids' });
    await expect(refreshCode(foreign)).rejects.toMatchObject({ code: 'session.state_forbids' });
    await expect(start(other.merchantId, sessionId)).rejects.toMatchObject({ code: 'session.unknown' });
  });

  test('needs a channel of its mode that is scanned online and configured', async () => {
    const { merchantId } = await openPointsShop();
    const base = { merchantId, type: 'alipay', label: 'till', actor } as const;
    const refused = { code: 'session.not_configured' };
    await expect(startLogon({ ...base, mode: 'live', channel: 'simulator' })).rejects.toMatchObject(refused);
    await expect(startLogon({ ...base, mode: 'live', channel: 'monitored-code' })).rejects.toMatchObject(
      refused,
    );
    await expect(startLogon({ ...base, mode: 'live', channel: 'no-such' })).rejects.toMatchObject(refused);
  });
});

describe('the log-on fee', () => {
  test('that a merchant cannot pay is told before anything is queued, and so is a plan without sessions', async () => {
    const alipay = cloudMonitorOf('alipay-bill');
    if (alipay === null) throw new Error('no cloud monitor');
    vi.spyOn(alipay, 'missing').mockReturnValue([]);
    const { merchantId } = await openPointsShop(99);
    const request = {
      merchantId,
      mode: 'live',
      channel: 'alipay-bill',
      type: 'alipay',
      label: 'till',
      actor,
    } as const;
    await expect(startLogon(request)).rejects.toMatchObject({
      code: 'points.short',
      details: { needed: 100, have: 99 },
    });
    const [none] = await sql()`select count(*)::int as count from sessions where merchant_id = ${merchantId}`;
    expect(none?.count).toBe(0);
    await topUpPoints({ merchantId, points: 1, reason: 'test', actor });
    const { logonId } = await startLogon(request);
    expect(await findLogon({ merchantId, logonId })).toMatchObject({ feePoints: 100, stage: 'queued' });
    expect(await pointsOf(merchantId)).toBe(100);
    const terms = { name: 'no sessions', pricePoints: 0, days: 1, features: [], isOffered: false };
    const unlimited = { ordersPerDay: null, sumPerDay: null, accountsMax: null };
    const { planId } = await createPlan({ terms: { ...terms, ...unlimited }, actor });
    await assignPlan({ merchantId, planId, actor });
    await expect(startLogon(request)).rejects.toMatchObject({ code: 'plan.feature_missing' });
  });

  test('is 100 points until the operator says otherwise, and test mode is free', async () => {
    expect(await logonFee('test')).toBe(0);
    expect(await logonFee('live')).toBe(100);
    await changeLogonFee({ points: 250, actor });
    expect(await logonFee('live')).toBe(250);
    await expect(changeLogonFee({ points: -1, actor })).rejects.toMatchObject({ code: 'setting.invalid' });
    await expect(changeLogonFee({ points: 1.5, actor })).rejects.toMatchObject({ code: 'setting.invalid' });
    await changeLogonFee({ points: 100, actor });
  });

  test('is spent once when the session comes online, though two workers bring it online at once', async () => {
    const { merchantId } = await openPointsShop(300);
    const { logonId } = await start(merchantId);
    await withFee(logonId, 100);
    const scanned = await scan(logonId);
    const grant = grantOf();
    const ends = await Promise.all(Array.from({ length: 8 }, () => bringOnline(scanned, grant)));
    expect(ends.filter((end) => end === 'online')).toHaveLength(1);
    expect(ends.filter((end) => end === 'lost')).toHaveLength(7);
    expect(await pointsOf(merchantId)).toBe(200);
    const { rows } = await listPoints({ merchantId, page: 1, pageSize: 10 });
    expect(rows.filter(({ kind }) => kind === 'logon_fee')).toHaveLength(1);
    expect(
      (await listAccounts(merchantId, 'test')).filter(({ sessionId }) => sessionId !== null),
    ).toHaveLength(1);
  });

  test('is spent once though the worker dies after the exchange and another does it over', async () => {
    const { merchantId } = await openPointsShop(300);
    const { logonId } = await start(merchantId);
    await withFee(logonId, 100);
    const dead = await scan(logonId);
    await age('session_logons', logonId, 'leased_until', 1);
    const heir = await claim(logonId);
    expect(await bringOnline(heir, grantOf('the same'))).toBe('online');
    expect(await bringOnline(dead, grantOf('the same'))).toBe('lost');
    expect(await pointsOf(merchantId)).toBe(200);
  });

  test('that cannot be paid any more fails the log-on, and nothing of it stands', async () => {
    const { merchantId } = await openPointsShop(50);
    const { logonId } = await start(merchantId);
    await withFee(logonId, 100);
    expect(await bringOnline(await scan(logonId), grantOf())).toBe('points_short');
    expect(await findLogon({ merchantId, logonId })).toMatchObject({
      stage: 'failed',
      failure: 'points_short',
    });
    expect(await pointsOf(merchantId)).toBe(50);
    expect(await countSessions(merchantId, 'test')).toEqual({ online: 0, offline: 0 });
    expect((await listAccounts(merchantId, 'test')).every(({ sessionId }) => sessionId === null)).toBe(true);
  });

  test('is not spent when the platform refuses, whose words are kept', async () => {
    const { merchantId } = await openPointsShop(100);
    const { logonId } = await start(merchantId);
    await withFee(logonId, 100);
    expect(await failLogon(await scan(logonId), 'isv.risk: 操作存在风险')).toBe(true);
    expect(await findLogon({ merchantId, logonId })).toMatchObject({
      stage: 'failed',
      failure: 'isv.risk: 操作存在风险',
    });
    expect(await pointsOf(merchantId)).toBe(100);
  });

  test('pays for as many sessions at once as there are points for, and never beyond', async () => {
    const { merchantId } = await openPointsShop(300);
    const started = await Promise.all(Array.from({ length: 6 }, () => start(merchantId)));
    for (const { logonId } of started) await withFee(logonId, 100);
    const scanned = [];
    for (const { logonId } of started) scanned.push(await scan(logonId));
    const ends = await Promise.all(scanned.map((one) => bringOnline(one, grantOf())));
    expect(ends.filter((end) => end === 'online')).toHaveLength(3);
    expect(ends.filter((end) => end === 'points_short')).toHaveLength(3);
    expect(await pointsOf(merchantId)).toBe(0);
  });
});

describe('a session', () => {
  test('gets the default rule with its account when it first comes online', async () => {
    const { merchantId } = await openShop();
    const before = await logOn(merchantId);
    const { ruleId } = await rule(merchantId, 'day', true);
    await logOn(merchantId);
    const sessions = await find(merchantId, 'online');
    expect(sessions.map((one) => one.ruleId)).toEqual([null, ruleId]);
    expect(sessions[0]?.sessionId).toBe(before.sessionId);
    expect(sessions[1]?.ruleName).toBe('day');
  });

  test('that is logged on again keeps its account, rule and history', async () => {
    const { merchantId } = await openShop();
    const grant = grantOf();
    const { sessionId } = await logOn(merchantId, { grant });
    const [before] = await find(merchantId, 'online');
    const { ruleId } = await rule(merchantId, 'own', false);
    await changeAccount({ merchantId, accountId: before?.accountId ?? 0, ruleId });
    await rule(merchantId, 'new default', true);
    await setSessionOffline({ merchantId, sessionId, actor });
    await logOn(merchantId, { sessionId, grant });
    expect(await find(merchantId, 'online')).toMatchObject([
      { sessionId, accountId: before?.accountId, ruleId, state: 'online', offlineReason: null },
    ]);
    expect(await find(merchantId, 'offline')).toEqual([]);
  });

  test('is not revived by another owner’s scan, which costs nothing', async () => {
    const { merchantId } = await openPointsShop(100);
    const { sessionId } = await logOn(merchantId, { grant: grantOf('mine') });
    await setSessionOffline({ merchantId, sessionId, actor });
    const { logonId } = await start(merchantId, sessionId);
    await withFee(logonId, 100);
    expect(await bringOnline(await scan(logonId), grantOf('another'))).toBe('owner_differs');
    expect(await pointsOf(merchantId)).toBe(100);
    expect(await find(merchantId, 'offline')).toMatchObject([{ sessionId, offlineReason: 'by_merchant' }]);
  });

  test('is the only one of its wallet’s owner, though two are scanned at once', async () => {
    const { merchantId } = await openShop();
    const scanned = [];
    for (let way = 0; way < 4; way++) scanned.push(await scan((await start(merchantId)).logonId));
    const ends = await Promise.all(scanned.map((one) => bringOnline(one, grantOf('one wallet'))));
    expect(ends.sort()).toEqual(['online', 'owner_taken', 'owner_taken', 'owner_taken']);
  });

  test('of a live wallet is watched for one merchant at a time', async () => {
    const owner = randomUUID();
    const [one, two] = [await openShop(), await openShop()];
    for (const { merchantId } of [one, two]) {
      await sql()`
        insert into sessions (merchant_id, mode, channel, type, label)
        values (${merchantId}, 'live', 'alipay-bill', 'alipay', 'shared')`;
      await sql()`
        insert into session_logons (merchant_id, session_id, stage, state, fee_points, actor)
        select merchant_id, id, 'scanned', ${randomUUID()}, 0, 'user:1' from sessions where merchant_id = ${merchantId} and mode = 'live'`;
    }
    const claims = await claimLogons(LEASE);
    const ends = await Promise.all(claims.map((claimed) => bringOnline(claimed, grantOf(owner))));
    expect(ends.sort()).toEqual(['online', 'owner_elsewhere']);
  });

  test('is offered while it is watched, and not after 45 seconds without a sign of life', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    const isOnline = async () =>
      (await listAccounts(merchantId, 'test')).find((one) => one.sessionId === sessionId)?.isOnline;
    expect(await isOnline()).toBe(true);
    await age('sessions', sessionId, 'last_seen_at', 46);
    expect(await isOnline()).toBe(false);
    expect(await find(merchantId, 'online')).toMatchObject([{ sessionId, state: 'silent' }]);
    expect(await beatSession(await hold(sessionId))).toBe(true);
    expect(await isOnline()).toBe(true);
  });

  test('is held by one worker at a time, and a zombie’s beat and news are refused', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    const taken = await Promise.all(Array.from({ length: 8 }, () => claimSessions(LEASE)));
    const [zombie] = taken.flat().filter((one) => one.sessionId === sessionId);
    expect(taken.flat().filter((one) => one.sessionId === sessionId)).toHaveLength(1);
    await age('sessions', sessionId, 'leased_until', 1);
    const heir = await hold(sessionId);
    if (zombie === undefined) throw new Error('nobody held the session');
    expect(await beatSession(zombie)).toBe(false);
    expect(await loseSession(zombie, 'gone')).toBe(false);
    expect(await beatSession(heir)).toBe(true);
  });

  test('keeps its lease while it is beaten, and is free at once when it is given back', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    const held = await hold(sessionId);
    await age('sessions', sessionId, 'leased_until', 1);
    await beatSession(held);
    expect(await claimSessions(LEASE)).toEqual([]);
    await releaseSession(held);
    expect((await hold(sessionId)).fence).toBe(held.fence + 1);
  });

  test('that its holder cannot watch is held on, but not alive', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    await age('sessions', sessionId, 'last_seen_at', 46);
    const held = await hold(sessionId);
    expect(await beatSession(held, { isWatched: false })).toBe(true);
    expect(await find(merchantId, 'online')).toMatchObject([{ state: 'silent' }]);
  });

  test('opens its grant to who claims it, and keeps it sealed', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId, { grant: grantOf('secret-owner') });
    const [row] = await sql()<
      { grantSealed: string }[]
    >`select grant_sealed from sessions where id = ${sessionId}`;
    expect(row?.grantSealed).not.toContain('secret-owner');
    expect((await hold(sessionId)).grant).toBe('token of secret-owner');
  });

  test('goes offline with the platform’s words, forgets its grant, and is told of for an alert', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    expect(await loseSession(await hold(sessionId), 'aop.invalid-app-auth-token')).toBe(true);
    expect(await find(merchantId, 'offline')).toMatchObject([
      { sessionId, state: 'offline', offlineReason: 'aop.invalid-app-auth-token' },
    ]);
    const [row] = await sql()`select grant_sealed from sessions where id = ${sessionId}`;
    expect(row?.grantSealed).toBeNull();
    await sql()`update sessions set mode = 'live', channel = 'alipay-bill' where id = ${sessionId}`;
    const told = (await offlineSessions()).filter((one) => one.sessionId === sessionId);
    expect(told).toMatchObject([{ state: 'offline', reason: 'aop.invalid-app-auth-token' }]);
  });

  test('whose grant’s time is over goes offline', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    await age('sessions', sessionId, 'grant_expires_at', 1);
    await endGrants();
    expect(await find(merchantId, 'offline')).toMatchObject([{ sessionId, offlineReason: 'grant_over' }]);
  });

  test('that is online is neither logged on again nor removed', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    const refused = { code: 'session.state_forbids' };
    await expect(start(merchantId, sessionId)).rejects.toMatchObject(refused);
    await expect(removeSession({ merchantId, sessionId, actor })).rejects.toMatchObject(refused);
  });

  test('takes its account along when it is removed, and its owner may start anew', async () => {
    const { merchantId } = await openShop();
    const grant = grantOf();
    const { sessionId } = await logOn(merchantId, { grant });
    const [session] = await find(merchantId, 'online');
    const accountId = session?.accountId ?? 0;
    await expect(removeAccount({ merchantId, accountId })).rejects.toMatchObject({
      code: 'session.state_forbids',
    });
    await setSessionOffline({ merchantId, sessionId, actor });
    await removeSession({ merchantId, sessionId, actor });
    expect((await listAccounts(merchantId, 'test')).some(({ id }) => id === accountId)).toBe(false);
    expect(await countSessions(merchantId, 'test')).toEqual({ online: 0, offline: 0 });
    await logOn(merchantId, { grant });
    expect(await countSessions(merchantId, 'test')).toEqual({ online: 1, offline: 0 });
  });

  test('of another merchant is nobody’s to take offline or remove', async () => {
    const [own, other] = [await openShop(), await openShop()];
    const { sessionId } = await logOn(own.merchantId);
    const foreign = { merchantId: other.merchantId, sessionId, actor };
    await expect(setSessionOffline(foreign)).rejects.toMatchObject({ code: 'session.state_forbids' });
    await expect(removeSession(foreign)).rejects.toMatchObject({ code: 'session.unknown' });
    expect(await find(other.merchantId, 'online')).toEqual([]);
  });

  test('that the merchant takes offline is no longer its holder’s', async () => {
    const { merchantId } = await openShop();
    const { sessionId } = await logOn(merchantId);
    const held = await hold(sessionId);
    await setSessionOffline({ merchantId, sessionId, actor });
    expect(await beatSession(held)).toBe(false);
    expect(await loseSession(held, 'late')).toBe(false);
  });
});
