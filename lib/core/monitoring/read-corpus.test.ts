import { expect, test } from 'vitest';
import { BUILT_IN_RULES, FORGEABLE_RULE_IDS } from '@/lib/core/monitoring/builtin-notice-rules';
import { CORPUS_KINDS, NOTICE_CORPUS } from '@/lib/core/monitoring/notice-corpus';
import { readCorpus } from '@/lib/core/monitoring/read-corpus';

test.each(
  readCorpus(BUILT_IN_RULES).map(
    (entry) => [entry.kind, entry.sender, entry.title, entry.text, entry] as const,
  ),
)(
  '%s from %s, %j, %j becomes what it must',
  (_kind, _sender, _title, _text, { reading, expected, verdict }) => {
    if (expected === null) expect(reading).toMatchObject({ kind: 'unread' });
    else
      expect(reading).toMatchObject({ kind: 'read', amount: expected.amount, rule: { type: expected.type } });
    expect(verdict).toBe('right');
  },
);

test('the corpus has every kind, and no notice twice', () => {
  expect(new Set(NOTICE_CORPUS.map(({ kind }) => kind))).toEqual(new Set(CORPUS_KINDS));
  const said = NOTICE_CORPUS.map(({ sender, title, text }) => JSON.stringify([sender, title, text]));
  expect(new Set(said).size).toBe(said.length);
});

test('every built-in rule that is on reads something of the corpus', () => {
  const used = new Set(readCorpus(BUILT_IN_RULES).map(({ reading }) => reading.rule?.id));
  for (const { id, isEnabled } of BUILT_IN_RULES) if (isEnabled) expect(used).toContain(id);
});

test('a rule that a stranger can meet word by word is off, and shows as believed once it is on', () => {
  for (const id of FORGEABLE_RULE_IDS) {
    const rules = BUILT_IN_RULES.map((rule) => (rule.id === id ? { ...rule, isEnabled: true } : rule));
    const believed = readCorpus(rules).filter(({ verdict }) => verdict === 'believed');
    expect(believed.map(({ kind, reading }) => [kind, reading.rule?.id])).toContainEqual(['forgeable', id]);
    expect(new Set(believed.map(({ kind }) => kind))).toEqual(new Set(['forgeable']));
  }
});

test('a loose rule is shown with the words of strangers that it believes', () => {
  const [rule] = BUILT_IN_RULES;
  if (rule === undefined) throw new Error('no rule');
  const loose = {
    ...rule,
    id: 'loose',
    titlePattern: '',
    textPattern: '(?<amount>[\\d.]+)元',
    verdict: 'payment',
    priority: 1,
  } as const;
  const believed = readCorpus([...BUILT_IN_RULES, loose]).filter(({ verdict }) => verdict === 'believed');
  expect(believed.map(({ kind }) => kind)).toContain('chat');
});
