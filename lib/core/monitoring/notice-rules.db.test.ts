import { expect, test } from 'vitest';
import { listNoticeRules, type NoticeRuleView, saveNoticeRule, tryNotice } from '@/lib/core/monitoring';

const draft = {
  name: 'bank',
  senderPattern: '95588',
  titlePattern: '',
  textPattern: '收入(?<amount>[\\d,.]+)元',
  verdict: 'payment',
  type: 'alipay',
  priority: 5,
  isEnabled: true,
} as const;

async function ruleOf(id: string): Promise<NoticeRuleView> {
  const found = (await listNoticeRules()).find((rule) => rule.id === id);
  if (found === undefined) throw new Error('no rule');
  return found;
}

const notice = { sender: '95588', text: '您尾号1234收入1,160.00元' };

test('a rule of the operator reads what no built-in rule knew', async () => {
  expect(await tryNotice(notice, null)).toMatchObject({ kind: 'unread', reason: 'no_rule' });
  const { id, version } = await saveNoticeRule({ ...draft, id: null, version: 0 }, 'ops@desk.example');
  expect(version).toBe(1);
  expect(await tryNotice(notice, null)).toMatchObject({ kind: 'read', amount: 116_000, rule: { id } });
  expect(await ruleOf(id)).toMatchObject({ isBuiltIn: false, changedBy: 'ops@desk.example', earlier: [] });
});

test('a change is a new version that takes the place of the one before, also of a built-in rule', async () => {
  const [brought] = (await listNoticeRules()).filter(({ isBuiltIn }) => isBuiltIn);
  if (brought === undefined) throw new Error('no built-in rule');
  await saveNoticeRule({ ...brought, name: 'mine', isEnabled: false }, 'ops@desk.example');
  expect(await ruleOf(brought.id)).toMatchObject({
    version: 1,
    name: 'mine',
    isEnabled: false,
    isBuiltIn: true,
    earlier: [{ version: 0, name: brought.name, changedBy: null }],
  });
});

test('of 16 changes made from one version at once, one is kept', async () => {
  const { id, version } = await saveNoticeRule({ ...draft, id: null, version: 0 }, 'a');
  const saving = Array.from({ length: 16 }, (_, n) =>
    saveNoticeRule({ ...draft, id, version }, `writer ${n}`),
  );
  const done = await Promise.allSettled(saving);
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of done)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'notice_rule.changed' });
  expect((await ruleOf(id)).version).toBe(2);
});

test('an unknown rule and a pattern that cannot be used are refused', async () => {
  await expect(saveNoticeRule({ ...draft, id: 'none', version: 1 }, 'a')).rejects.toMatchObject({
    code: 'notice_rule.unknown',
  });
  for (const [field, pattern] of [
    ['senderPattern', '('],
    ['titlePattern', '(?=x)'],
    ['textPattern', 'no amount'],
  ] as const) {
    const bad = { ...draft, [field]: pattern };
    const refusal = { code: 'notice_rule.pattern_invalid', details: { field, reason: expect.any(String) } };
    await expect(saveNoticeRule({ ...bad, id: null, version: 0 }, 'a')).rejects.toMatchObject(refusal);
    await expect(tryNotice(notice, bad)).rejects.toMatchObject(refusal);
  }
});

test('a draft is tried alone and changes nothing', async () => {
  const before = await listNoticeRules();
  const other = { ...draft, textPattern: '尾号(?<amount>\\d+)' };
  expect(await tryNotice(notice, other)).toMatchObject({ kind: 'read', amount: 123_400 });
  expect(await listNoticeRules()).toEqual(before);
});
