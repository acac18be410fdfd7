import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { inAuditContext, listActivity, listAudit, recordAudit, verifyAudit } from '@/lib/core/audit';
import { openShop } from '@/tests/support/shop';

function record(action: string, merchantId: number | null = null, data = {}) {
  const entry = { actor: 'user:1', merchantId, action, subject: 'order:1', data, ip: '203.0.113.7' };
  return inTransaction((tx) => recordAudit(tx, entry));
}

/** As somebody who may do anything in the database, and has no key. */
async function tamper(statement: string): Promise<void> {
  await sql().begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(statement);
  });
}

beforeEach(async () => {
  await tamper('delete from audit_entries');
  await tamper(`update audit_head set entry_id = 0, hash = decode(repeat('00', 32), 'hex')`);
});

describe('the log', () => {
  test('is written in the transaction of the deed, or not at all', async () => {
    const failed = inTransaction(async (tx) => {
      await recordAudit(tx, { actor: 'cli', merchantId: null, action: 'a.b', subject: 'c' });
      throw new Error('the deed failed');
    });
    await expect(failed).rejects.toThrow('the deed failed');
    await record('order.settled');
    expect(await verifyAudit()).toEqual({ entries: 1, brokenAt: null });
  });

  test('takes entries that come at once one after the other, without a gap', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, at) => record(`deed.${at}`)));
    expect(await verifyAudit()).toEqual({ entries: 40, brokenAt: null });
    const { rows } = await listAudit({ merchantId: undefined, page: 1, pageSize: 50 });
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, at) => 40 - at));
  });

  test('keeps what it was told, in the words of another writing too', async () => {
    await record('settings.changed', null, { zeta: 1, alpha: '码头 "😀"', none: null, yes: true });
    expect(await verifyAudit()).toEqual({ entries: 1, brokenAt: null });
    const { rows } = await listAudit({ merchantId: undefined, page: 1, pageSize: 5 });
    expect(rows[0]).toMatchObject({
      id: 1,
      actor: 'user:1',
      onBehalfOf: null,
      action: 'settings.changed',
      data: { zeta: 1, alpha: '码头 "😀"', none: null, yes: true },
      ip: '203.0.113.7',
    });
  });

  test('carries where a request came from and as whom it acts, whichever verb records', async () => {
    const entry = { actor: 'a@shop.example', merchantId: null, action: 'a.b', subject: 'c' };
    const context = { actor: 'user:1', ip: '198.51.100.4', onBehalfOf: 'merchant:9' };
    await inAuditContext(context, () => inTransaction((tx) => recordAudit(tx, entry)));
    await inTransaction((tx) => recordAudit(tx, entry));
    const { rows } = await listAudit({ merchantId: undefined, page: 1, pageSize: 5 });
    expect(rows.map(({ actor, ip, onBehalfOf }) => ({ actor, ip, onBehalfOf }))).toEqual([
      { actor: 'a@shop.example', ip: null, onBehalfOf: null },
      context,
    ]);
  });
});

describe('the database refuses', () => {
  test.each([
    ['a changed entry', `update audit_entries set actor = 'user:2'`],
    ['a removed entry', 'delete from audit_entries'],
    ['an emptied log', 'truncate audit_entries'],
    ['a removed end', 'delete from audit_head'],
    ['an emptied end', 'truncate audit_head'],
    ['an end that goes back', 'update audit_head set entry_id = entry_id - 1'],
    ['a second end', `insert into audit_head (entry_id, hash) values (1, '')`],
  ])('%s', async (_what, statement) => {
    await record('order.settled');
    await expect(sql().unsafe(statement)).rejects.toThrow(/audit/);
    expect(await verifyAudit()).toEqual({ entries: 1, brokenAt: null });
  });
});

describe('when the database was made to allow it, the check finds', () => {
  beforeEach(async () => {
    for (const deed of ['a', 'b', 'c', 'd']) await record(`deed.${deed}`, null, { amount: 100 });
    expect(await verifyAudit()).toEqual({ entries: 4, brokenAt: null });
  });
  afterEach(() => tamper('delete from audit_entries'));

  test.each([
    ['another actor', `actor = 'user:2'`],
    ['another time', `at = at + interval '1 millisecond'`],
    ['another principal', `on_behalf_of = 'merchant:1'`],
    ['another merchant', 'merchant_id = 3'],
    ['another action', `action = 'deed.x'`],
    ['another subject', `subject = 'order:2'`],
    ['another amount', `data = '{"amount": 1}'`],
    ['more data', `data = data || '{"more": 1}'`],
    ['another address', 'ip = null'],
    ['another link', `previous_hash = decode(repeat('00', 32), 'hex')`],
    ['another hash', `hash = decode(repeat('00', 32), 'hex')`],
  ])('%s', async (_what, change) => {
    await tamper(`update audit_entries set ${change} where id = 2`);
    expect(await verifyAudit()).toEqual({ entries: 4, brokenAt: 2 });
  });

  test.each([
    ['first', 1],
    ['middle', 3],
    ['last', 4],
  ])('that the %s entry is gone', async (_which, id) => {
    await tamper(`delete from audit_entries where id = ${id}`);
    expect(await verifyAudit()).toEqual({ entries: 4, brokenAt: id });
  });

  test('that all entries are gone', async () => {
    await tamper('delete from audit_entries');
    expect(await verifyAudit()).toEqual({ entries: 4, brokenAt: 1 });
  });

  test('two entries that changed places', async () => {
    await tamper(`
      alter table audit_entries alter id drop identity;
      update audit_entries set id = 100 where id = 2;
      update audit_entries set id = 2 where id = 3;
      update audit_entries set id = 3 where id = 100;
      alter table audit_entries alter id add generated always as identity`);
    expect(await verifyAudit()).toEqual({ entries: 4, brokenAt: 2 });
  });

  test('an entry that somebody added, at the end too', async () => {
    const forged = (id: number) => `
      insert into audit_entries overriding system value
      select ${id}, at, actor, on_behalf_of, merchant_id, action, subject, data, ip, hash, hash from audit_entries where id = 4`;
    await tamper(forged(5));
    expect(await verifyAudit()).toEqual({ entries: 4, brokenAt: 5 });
    await tamper('update audit_head set entry_id = 5');
    expect(await verifyAudit()).toEqual({ entries: 5, brokenAt: 5 });
  });

  test('a shortened log whose end was set back without the hash', async () => {
    await tamper('delete from audit_entries where id = 4');
    await tamper('update audit_head set entry_id = 3');
    expect(await verifyAudit()).toEqual({ entries: 3, brokenAt: 4 });
  });
});

describe('the lists', () => {
  test('are of one merchant, of none, or of all, and of one kind of deed', async () => {
    const [{ merchantId: one }, { merchantId: other }] = [await openShop(), await openShop()];
    await record('test.a', one);
    await record('test.b', other);
    await record('test.c', null);
    const found = async (search: { merchantId?: number | null; action?: string }) => {
      const { rows } = await listAudit({ merchantId: undefined, ...search, page: 1, pageSize: 50 });
      return rows.map(({ action }) => action).filter((action) => action.startsWith('test.'));
    };
    expect(await found({ merchantId: one })).toEqual(['test.a']);
    expect(await found({ merchantId: null })).toEqual(['test.c']);
    expect(await found({ action: 'test' })).toEqual(['test.c', 'test.b', 'test.a']);
    expect(await found({ action: 'test.b' })).toEqual(['test.b']);
    expect(await found({ action: 'tes' })).toEqual([]);
  });

  test('tell a merchant of the operator’s people only that they are that', async () => {
    const shop = await openShop();
    const { merchantId } = shop;
    const [operator] = await sql()<{ id: number }[]>`
      insert into users (role, email, password_hash) values ('operator', 'boss@operator.example', '') returning id`;
    const [user] = await sql()<{ id: number }[]>`select id from users where merchant_id = ${merchantId}`;
    for (const id of [operator?.id, user?.id]) {
      const entry = { actor: `user:${id}`, merchantId, action: 'test.a', subject: 'c', ip: '192.0.2.1' };
      await inTransaction((tx) => recordAudit(tx, entry));
    }
    const { rows } = await listActivity({ merchantId, action: 'test', page: 1, pageSize: 5 });
    expect(rows).toMatchObject([
      { actorRole: 'merchant', actorEmail: shop.merchant.email, ip: '192.0.2.1' },
      { actorRole: 'operator', actorEmail: null, ip: null },
    ]);
  });
});
