import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AREAS } from '@/components/audit/audit-search-params';
import { settingsShape } from '@/lib/core/merchants/settings-shape';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';

const CORE = join(import.meta.dirname, '../lib/core');

/** The names of deeds as the core's verbs write them into the log. */
function deeds(): string[] {
  const files = readdirSync(CORE, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.includes('.test.'));
  const texts = sources.map((file) => readFileSync(join(CORE, file), 'utf8'));
  const named = texts.filter((text) => text.includes('recordAudit'));
  const found = named.flatMap((text) => [...text.matchAll(/action:[^,;{}]*?'([a-z_]+\.[a-z_]+)'/g)]);
  return [...new Set(found.map(([, name = '']) => name))].sort();
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
