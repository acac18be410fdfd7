import { expect, test } from 'vitest';
import { draftOf, readMinute, termsOf } from '@/components/rules/rule-draft';
import type { Rule } from '@/lib/core/accounts';

const rule: Rule = {
  merchantId: 1,
  id: 2,
  accountCount: 3,
  name: '夜里',
  windows: [{ from: 1320, to: 125 }],
  minFen: 100,
  maxFen: 50_001,
  dailyFen: 500_000,
  dailyCount: 20,
  regions: ['广东省'],
  isUnknownRegionServed: false,
  isDefault: true,
};

test('a rule survives the way into the form and back', () => {
  const { merchantId: _, id: __, accountCount: ___, name: ____, isDefault: _____, ...terms } = rule;
  expect(termsOf(draftOf(rule))).toEqual(terms);
});

test('what is not typed to its end limits nothing in the sentence', () => {
  const typing = {
    ...draftOf(rule),
    windows: [{ key: 1, from: '9:', to: '12:00' }],
    min: '1.',
    dailyCount: 'x',
  };
  expect(termsOf(typing)).toMatchObject({ windows: [], minFen: null, dailyCount: null });
});

test('provinces that were ticked count only while the choice is theirs', () => {
  expect(termsOf({ ...draftOf(rule), isAnywhere: true }).regions).toEqual([]);
});

test.each([
  ['00:00', 0],
  ['23:59', 1439],
  ['24:00', null],
  ['9:00', null],
  ['', null],
])('the time %s is minute %s', (text, minute) => {
  expect(readMinute(text)).toBe(minute);
});
