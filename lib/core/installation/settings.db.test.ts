import { expect, test } from 'vitest';
import { sql } from '@/db/client';
import { changeSetting, readSecrets, readSetting } from '@/lib/core/installation';

const nothingElse = async () => {};

test('what is said about a subject is read back, and a secret only by who uses it', async () => {
  await changeSetting(
    { name: 'a-platform', value: { appId: '2021' }, secrets: { privateKey: 'very-secret' }, actor: 'user:1' },
    nothingElse,
  );
  const setting = await readSetting('a-platform');
  expect(setting).toMatchObject({
    value: { appId: '2021' },
    secretNames: ['privateKey'],
    changedBy: 'user:1',
  });
  expect(JSON.stringify(setting)).not.toContain('very-secret');
  expect(await readSecrets('a-platform')).toEqual({ privateKey: 'very-secret' });
  const [row] = await sql()<{ secretsSealed: string }[]>`
    select secrets_sealed from installation_settings where name = 'a-platform'`;
  expect(row?.secretsSealed).not.toContain('very-secret');
});

test('a secret that is not named stays, and an empty one goes', async () => {
  const value = {};
  await changeSetting({ name: 'post', value, secrets: { one: '1', two: '2' }, actor: 'user:1' }, nothingElse);
  await changeSetting({ name: 'post', value, secrets: { one: '' }, actor: 'user:1' }, nothingElse);
  expect(await readSecrets('post')).toEqual({ two: '2' });
});

test('a change whose audit entry fails is no change', async () => {
  const change = changeSetting({ name: 'broken', value: {}, secrets: {}, actor: 'user:1' }, async () => {
    throw new Error('no entry');
  });
  await expect(change).rejects.toThrow('no entry');
  expect(await readSetting('broken')).toBeNull();
  expect(await readSecrets('broken')).toEqual({});
});

test('two changes at once lose none of their secrets', async () => {
  const changes = Array.from({ length: 8 }, (_, at) =>
    changeSetting(
      { name: 'both', value: {}, secrets: { [`key${at}`]: String(at) }, actor: 'user:1' },
      nothingElse,
    ),
  );
  await Promise.all(changes);
  expect(Object.keys(await readSecrets('both')).sort()).toEqual(
    Array.from({ length: 8 }, (_, at) => `key${at}`),
  );
});
