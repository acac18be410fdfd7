import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { inAuditContext, listAudit, verifyAudit } from '@/lib/core/audit';
import {
  changePassword,
  changeSettings,
  createMerchant,
  createOperator,
  currentUser,
  describeKeys,
  endSessions,
  findCredential,
  findCredentialByAppkey,
  logIn,
  resetPassword,
  revealSecrets,
  rotateSecrets,
} from '@/lib/core/merchants';

function newMerchant() {
  return createMerchant({ name: '小店', email: `${randomUUID()}@shop.example` });
}

type NewMerchant = Awaited<ReturnType<typeof newMerchant>>;

let lastIp = 0;
/** Each test guesses from its own address. */
function fromNewIp(): string {
  lastIp += 1;
  return `192.0.2.${lastIp}`;
}

function signIn(merchant: NewMerchant) {
  return logIn({ email: merchant.email, password: merchant.password, ip: fromNewIp() });
}

describe('keys', () => {
  test('live and test keys find one merchant in two modes', async () => {
    const merchant = await newMerchant();
    const live = await findCredentialByAppkey(merchant.appkey);
    const trial = await findCredentialByAppkey(merchant.test.appkey);
    expect(live).toMatchObject({
      merchantId: merchant.merchantId,
      mode: 'live',
      appsecret: merchant.appsecret,
    });
    expect(trial).toMatchObject({ merchantId: merchant.merchantId, mode: 'test', pid: merchant.test.pid });
    expect(await findCredentialByAppkey('0'.repeat(32))).toBeNull();
  });

  test('no secret stands in the database in the clear', async () => {
    const merchant = await newMerchant();
    const [row] = await sql()<{ text: string }[]>`select string_agg(c::text, '') as text from credentials c`;
    for (const secret of [merchant.appsecret, merchant.epayKey, merchant.vmqKey, merchant.test.appsecret]) {
      expect(row?.text).not.toContain(secret);
    }
  });

  test('secrets are shown once after each rotation, and only for the password', async () => {
    const merchant = await newMerchant();
    const { id: userId } = await signIn(merchant);
    const request = {
      merchantId: merchant.merchantId,
      mode: 'live' as const,
      userId,
      password: merchant.password,
    };
    await expect(revealSecrets({ ...request, password: 'wrong' })).rejects.toMatchObject({
      code: 'login.refused',
    });
    expect(await revealSecrets(request)).toMatchObject({ appsecret: merchant.appsecret });
    await expect(revealSecrets(request)).rejects.toMatchObject({ code: 'credential.already_revealed' });
  });

  test("another merchant's secrets are neither shown nor rotated", async () => {
    const mine = await newMerchant();
    const theirs = await newMerchant();
    const { id: userId } = await signIn(mine);
    const request = { merchantId: theirs.merchantId, mode: 'live' as const, userId, password: mine.password };
    await expect(revealSecrets(request)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(rotateSecrets({ ...request, overlapSeconds: 0 })).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  test('after a rotation both secrets verify until the overlap ends, and the new one signs', async () => {
    const merchant = await newMerchant();
    await findCredential(merchant.merchantId, 'live');
    const { id: userId } = await signIn(merchant);
    const { appsecret } = await rotateSecrets({
      merchantId: merchant.merchantId,
      mode: 'live',
      userId,
      password: merchant.password,
      overlapSeconds: 3600,
    });
    await expect
      .poll(async () => (await findCredential(merchant.merchantId, 'live'))?.appsecret)
      .toBe(appsecret);
    const after = await findCredential(merchant.merchantId, 'live');
    expect(after?.acceptedAppsecrets).toEqual([appsecret, merchant.appsecret]);
    await sql()`update credentials set previous_appsecret_expires_at = now() - interval '1 millisecond' where merchant_id = ${merchant.merchantId}`;
    await changeSettings(merchant.merchantId, { name: 'another name' });
    await expect
      .poll(async () => (await findCredential(merchant.merchantId, 'live'))?.acceptedAppsecrets)
      .toEqual([appsecret]);
  });

  test('a changed setting is known to a process that remembered the old one', async () => {
    const merchant = await newMerchant();
    expect((await findCredentialByAppkey(merchant.appkey))?.notifyUrl).toBeNull();
    await changeSettings(merchant.merchantId, { notifyUrl: 'https://shop.example/notify' });
    await expect
      .poll(async () => (await findCredentialByAppkey(merchant.appkey))?.notifyUrl)
      .toBe('https://shop.example/notify');
  });
});

test.each(['ftp://shop.example', 'javascript:alert(1)', 'https://user:pw@shop.example', 'shop', '//shop'])(
  'the address %s is refused by name',
  async (notifyUrl) => {
    const { merchantId } = await newMerchant();
    await expect(changeSettings(merchantId, { notifyUrl })).rejects.toMatchObject({
      code: 'merchant.setting_invalid',
      details: { setting: 'notifyUrl' },
    });
  },
);

describe('log-in', () => {
  test('a mail address signs in one user, however it is spelt', async () => {
    const merchant = await newMerchant();
    const again = createMerchant({ name: 'copy', email: merchant.email.toUpperCase() });
    await expect(again).rejects.toMatchObject({ code: 'merchant.email_taken' });
    const user = await logIn({
      email: merchant.email.toUpperCase(),
      password: merchant.password,
      ip: fromNewIp(),
    });
    expect(user).toMatchObject({ merchantId: merchant.merchantId, role: 'merchant' });
  });

  test('an unknown address and a wrong password are refused in the same words', async () => {
    const merchant = await newMerchant();
    const wrong = logIn({ email: merchant.email, password: 'wrong', ip: fromNewIp() });
    const unknown = logIn({ email: 'nobody@shop.example', password: 'wrong', ip: fromNewIp() });
    const refused = { code: 'login.refused', details: {} };
    await Promise.all([wrong, unknown].map((login) => expect(login).rejects.toMatchObject(refused)));
  });

  test('five wrong passwords lock the log-in, even for the right one', async () => {
    const merchant = await newMerchant();
    const guess = (password: string) => logIn({ email: merchant.email, password, ip: fromNewIp() });
    for (let tries = 0; tries < 5; tries += 1) await expect(guess('wrong')).rejects.toThrow('login.refused');
    await expect(guess(merchant.password)).rejects.toMatchObject({ code: 'login.locked' });
  });

  test('one network address gets twenty guesses a minute', async () => {
    const ip = fromNewIp();
    const guess = () => logIn({ email: `${randomUUID()}@shop.example`, password: 'wrong', ip });
    const results = await Promise.allSettled(Array.from({ length: 25 }, guess));
    const codes = results.map((result) => (result.status === 'rejected' ? result.reason.code : 'in'));
    expect(codes.filter((code) => code === 'login.locked')).toHaveLength(5);
  });

  test('a change of the password ends every session and rotates the appsecret with a day of overlap', async () => {
    const merchant = await newMerchant();
    const { id: userId, sessionVersion } = await signIn(merchant);
    const next = 'a much better password';
    const { user, appsecret } = await changePassword({ userId, current: merchant.password, next });
    expect(await currentUser({ userId, sessionVersion })).toBeNull();
    expect(await currentUser({ userId, sessionVersion: user.sessionVersion })).toMatchObject({ id: userId });
    expect(appsecret).toMatch(/^[0-9a-f]{32}$/);
    expect(appsecret).not.toBe(merchant.appsecret);
    const [live] = await describeKeys(merchant.merchantId);
    const overlapMs = (live?.overlapEndsAt?.getTime() ?? 0) - (live?.rotatedAt.getTime() ?? 0);
    expect(overlapMs).toBe(86_400_000);
  });

  test.each(['short', '', 'same'])('the new password %j is refused', async (next) => {
    const merchant = await newMerchant();
    const { id: userId } = await signIn(merchant);
    const wanted = next === 'same' ? merchant.password : next;
    await expect(changePassword({ userId, current: merchant.password, next: wanted })).rejects.toMatchObject({
      code: 'password.too_weak',
    });
  });

  test('ending the sessions ends them', async () => {
    const merchant = await newMerchant();
    const { id: userId, sessionVersion } = await signIn(merchant);
    await endSessions(userId);
    expect(await currentUser({ userId, sessionVersion })).toBeNull();
  });

  test('an operator and a reset password are generated, never given', async () => {
    const email = `${randomUUID()}@operator.example`;
    const { password } = await createOperator(email);
    expect(await logIn({ email, password, ip: fromNewIp() })).toMatchObject({
      role: 'operator',
      merchantId: null,
    });
    const reset = await resetPassword(email);
    expect(reset.password).not.toBe(password);
    await expect(logIn({ email, password, ip: fromNewIp() })).rejects.toThrow('login.refused');
  });
});

describe('the audit log tells', () => {
  async function deedsOf(merchantId: number) {
    const { rows } = await listAudit({ merchantId, page: 1, pageSize: 50 });
    return rows.map(({ action, actor, subject, data, ip }) => ({ action, actor, subject, data, ip }));
  }

  test('of a merchant that was made, by whom, and of no secret', async () => {
    const context = { actor: 'user:7', ip: '192.0.2.200', onBehalfOf: null };
    const merchant = await inAuditContext(context, newMerchant);
    const { merchantId, email } = merchant;
    expect(await deedsOf(merchantId)).toEqual([
      {
        action: 'merchant.created',
        actor: 'user:7',
        subject: `merchant:${merchantId}`,
        data: { name: '小店', email },
        ip: '192.0.2.200',
      },
    ]);
  });

  test('of a changed setting what it was and is, and nothing when it is the same', async () => {
    const { merchantId } = await newMerchant();
    const change = { notifyUrl: 'https://shop.example/notify', isApiOpen: false };
    await changeSettings(merchantId, change);
    await changeSettings(merchantId, change);
    const deeds = (await deedsOf(merchantId)).filter(({ action }) => action === 'settings.changed');
    expect(deeds.map(({ data }) => data)).toEqual([
      {
        'notifyUrl.from': null,
        'notifyUrl.to': 'https://shop.example/notify',
        'isApiOpen.from': true,
        'isApiOpen.to': false,
      },
    ]);
  });

  test('of log-ins, the lock after wrong guesses, and where they came from', async () => {
    const merchant = await newMerchant();
    const ip = fromNewIp();
    const { id } = await logIn({ email: merchant.email, password: merchant.password, ip });
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(logIn({ email: merchant.email, password: 'wrong', ip })).rejects.toThrow();
    }
    const [locked, login] = await deedsOf(merchant.merchantId);
    expect(login).toMatchObject({
      action: 'login.succeeded',
      actor: `user:${id}`,
      subject: `user:${id}`,
      ip,
    });
    expect(locked).toMatchObject({
      action: 'login.locked',
      actor: 'system',
      subject: `user:${id}`,
      data: { failures: 5 },
      ip,
    });
  });

  test('of keys shown and changed, passwords and sessions, without the keys and passwords', async () => {
    const merchant = await newMerchant();
    const { merchantId, password } = merchant;
    const { id: userId } = await signIn(merchant);
    const request = { merchantId, mode: 'live' as const, userId, password };
    const shown = await revealSecrets(request);
    const rotated = await rotateSecrets({ ...request, overlapSeconds: 60 });
    const next = 'a much better password';
    const { appsecret } = await changePassword({ userId, current: password, next });
    const reset = await resetPassword(merchant.email);
    await endSessions(userId);
    const deeds = await deedsOf(merchantId);
    expect(deeds.map(({ action }) => action).slice(0, 6)).toEqual([
      'login.ended',
      'password.reset',
      'password.changed',
      'key.rotated',
      'key.rotated',
      'key.revealed',
    ]);
    const text = JSON.stringify(deeds);
    const secrets = [
      ...Object.values(shown),
      ...Object.values(rotated),
      appsecret,
      password,
      next,
      reset.password,
    ];
    for (const secret of secrets) expect(text).not.toContain(String(secret));
    expect((await verifyAudit()).brokenAt).toBeNull();
  });
});
