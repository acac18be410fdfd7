import { describe, expect, test } from 'vitest';
import { DIAGNOSES } from '@/lib/core/callbacks/diagnosis';
import { DOMAIN_ERROR_CODES } from '@/lib/core/errors';
import { chooseLocale } from '@/lib/i18n/locales';
import en from '@/messages/en.json';
import zhCN from '@/messages/zh-CN.json';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...leaves(value, `${prefix}${key}.`)],
    ),
  );
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? '').sort();
}

describe('the language', () => {
  test('is the one the reader chose, whatever the browser asks for', () => {
    expect(chooseLocale('en', 'zh-CN')).toBe('en');
  });

  test('is the browser’s most wanted one that we speak', () => {
    expect(chooseLocale(undefined, 'fr, en;q=0.8, zh;q=0.9')).toBe('zh-CN');
    expect(chooseLocale(undefined, 'en-GB,en;q=0.9')).toBe('en');
  });

  test('is Chinese when nothing is known, and an unknown choice counts as none', () => {
    expect(chooseLocale(undefined, null)).toBe('zh-CN');
    expect(chooseLocale('xx', 'de')).toBe('zh-CN');
  });
});

describe('the words', () => {
  const chinese = leaves(zhCN);
  const english = leaves(en);

  test('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  test('have the same placeholders in both languages', () => {
    for (const [key, text] of chinese) {
      expect(new Set(placeholders(english.get(key) ?? '')), key).toEqual(new Set(placeholders(text)));
    }
  });

  test('are never empty, and no Chinese is left in the English ones', () => {
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe('');
      if (!key.startsWith('language.')) expect(text, key).not.toMatch(/[一-鿿]/);
    }
  });

  test('explain every refusal of the core and every diagnosis of a callback', () => {
    for (const code of DOMAIN_ERROR_CODES) {
      const key = code.replace('.', '_');
      expect(chinese.has(`problem.${key}.cause`), code).toBe(true);
      expect(chinese.has(`problem.${key}.remedy`), code).toBe(true);
    }
    for (const diagnosis of DIAGNOSES) expect(chinese.has(`diagnosis.${diagnosis}`), diagnosis).toBe(true);
  });
});
