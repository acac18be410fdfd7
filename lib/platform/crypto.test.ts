import { expect, test } from 'vitest';
import { equalInConstantTime, md5, seal, unseal } from '@/lib/platform/crypto';

test('a sealed secret opens again and never looks the same twice', () => {
  const secrets = ['', 'a', '码头', 'x'.repeat(2000)];
  for (const secret of secrets) {
    expect(unseal(seal(secret))).toBe(secret);
    expect(seal(secret)).not.toBe(seal(secret));
  }
});

test('an altered seal is refused', () => {
  const sealed = seal('secret');
  const altered = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
  expect(() => unseal(altered)).toThrow();
  expect(() => unseal('v2.abc')).toThrow('not a sealed secret');
});

test('md5 reads text as UTF-8', () => {
  expect(md5('device=devicev&money=moneyv1234567')).toBe('3854cc9f022e0fb821bd2e002260245d');
  expect(md5('vip会员')).toBe(md5(Buffer.from('vip会员', 'utf8').toString('utf8')));
});

test('comparison says no to another length and another letter', () => {
  expect(equalInConstantTime('abc', 'abc')).toBe(true);
  expect(equalInConstantTime('abc', 'abd')).toBe(false);
  expect(equalInConstantTime('abc', 'abcd')).toBe(false);
});
