import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Messages } from 'next-intl';
import { expect, test } from 'vitest';
import { AREAS } from '@/components/audit/audit-search-params';
import { describeValue } from '@/components/audit/describe-value';
import { settingsShape } from '@/lib/core/merchants/settings-shape';
import { SKINS } from '@/lib/core/quick-pay/link';
import { OFFLINE_REASONS } from '@/lib/core/sessions/session';
import {
  LATE_POLICIES,
  MODES,
  NOTIFIER_KINDS,
  PAY_TYPES,
  PLAN_FEATURES,
  SETTLEMENT_METHODS,
  STRATEGIES,
} from '@/lib/core/vocabulary';
import { PROVINCES } from '@/lib/platform/region';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';

const CORE = join(import.meta.dirname, '../lib/core');

/** The names of deeds as the core's verbs write them into the log. */
function deeds(): string[] {
  const files = readdirSync(CORE, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.includes('.test.'));
  const texts = sources.map((file) => readFileSync(join(CORE, file), 'utf8'));
  const named = texts.filter((text) => text.includes('recordAudit'));
  const found = named.flatMap((text) => [...text.matchAll(/action:[^,;{}]*/g)]);
  const quoted = found.flatMap(([told]) => [...told.matchAll(/'([a-z_]+\.[a-z_]+)'/g)]);
  return [...new Set(quoted.map(([, name = '']) => name))].sort();
}

test('every deed in the audit log has words in both languages, and a kind to filter by', () => {
  const names = deeds();
  expect(names.length).toBeGreaterThan(25);
  for (const words of [zh.audit.action, en.audit.action]) {
    expect(names.filter((name) => !(name.replace('.', '_') in words))).toEqual([]);
  }
  const kinds = new Set(names.map((name) => name.split('.')[0]));
  expect([...kinds].filter((kind) => !AREAS.some((area) => area === kind))).toEqual([]);
});

test('every setting that the log tells of has words in both languages', () => {
  for (const words of [zh.audit.detail, en.audit.detail]) {
    expect(Object.keys(settingsShape.shape).filter((name) => !(name in words))).toEqual([]);
  }
});

const FEW: readonly (readonly [field: string, values: readonly (string | number)[]])[] = [
  ['mode', MODES],
  ['type', PAY_TYPES],
  ['method', SETTLEMENT_METHODS],
  ['settlementMethod', SETTLEMENT_METHODS],
  ['strategy', STRATEGIES],
  ['amountDirection', settingsShape.shape.amountDirection.options],
  ['latePolicy', LATE_POLICIES],
  ['onlineSwitch', ['auto', 'on', 'off']],
  ['regions', PROVINCES],
  ['delivery', ['cards', 'none']],
  ['skin', SKINS],
  ['way', ['channel', 'manual']],
  ['features', PLAN_FEATURES],
  ['kind', NOTIFIER_KINDS],
  ['security', ['tls', 'starttls', 'none']],
  ['reason', OFFLINE_REASONS],
];
const LANGUAGES: readonly Messages[] = [zh, en as Messages];

test.each(FEW)('a %s that the log tells has words in both languages', (field, values) => {
  for (const words of LANGUAGES) {
    expect(values.filter((value) => describeValue(field, value, words) === String(value))).toEqual([]);
  }
});

test('the log tells yes and no, money, times, lists and what is not there in the reader’s words', () => {
  const told = (field: string, value: string | number | boolean | null) =>
    LANGUAGES.map((words) => describeValue(field, value, words));
  expect(told('isDefault', true)).toEqual(['是', 'yes']);
  expect(told('isDefault', false)).toEqual(['否', 'no']);
  expect(told('amountSpreadFen', 99)).toEqual(['¥0.99', '¥0.99']);
  expect(told('expiresAt', '2030-01-01T00:00:00.000Z')[0]).toBe('2030-01-01 08:00:00');
  expect(told('regions', '广东省, 上海市')).toEqual(['广东、上海', 'Guangdong, Shanghai']);
  expect(told('features', 'card_api,quick_pay')).toEqual(['卡密接口、快捷收款', 'Card key API, Quick-pay']);
  for (const nothing of [null, '']) expect(told('regions', nothing)).toEqual(['—', '—']);
});

test('the log leaves a person’s own words as they are', () => {
  for (const reason of ['by_merchant, he said', 'constructor', 'by_merchant.length', 'true']) {
    expect(LANGUAGES.map((words) => describeValue('reason', reason, words))).toEqual([reason, reason]);
  }
});
