import { expect, test } from 'vitest';
import { chooseLanguage, messages } from '@/gateway/checkout/messages';

test.each([
  ['en', 'zh-CN', 'en'],
  ['zh', 'en', 'zh-CN'],
  ['zh-TW', null, 'zh-CN'],
  [null, 'en-GB,en;q=0.9', 'en'],
  [null, 'fr-FR,en;q=0.5,zh;q=0.7', 'zh-CN'],
  [null, 'en;q=0,zh;q=0.1', 'zh-CN'],
  [null, 'fr', 'zh-CN'],
  [null, null, 'zh-CN'],
  ['<script>', 'en', 'en'],
])('lang=%s and Accept-Language %s give %s', (wanted, accepted, language) => {
  expect(chooseLanguage(wanted, accepted)).toBe(language);
});

test('no English word is left in the Chinese page, no Chinese one in the English', () => {
  const allowed = /Matou|QQ|English|中文|码头/g;
  const textOf = (value: unknown): string => {
    if (typeof value === 'string') return value;
    if (typeof value === 'function') return String(value('', ''));
    return typeof value === 'object' && value !== null ? Object.values(value).map(textOf).join(' ') : '';
  };
  const { htmlLang: _zh, otherLanguageTag: _zhTag, ...chinese } = messages['zh-CN'];
  expect(textOf(chinese).replace(allowed, '')).not.toMatch(/[A-Za-z]{2,}/);
  expect(textOf(messages.en).replace(allowed, '')).not.toMatch(/[\u4e00-\u9fff]/);
});
