import { expect, test } from 'vitest';
import { parseEnv } from '@/lib/platform/env';

test('an empty environment is a whole installation on this machine', () => {
  expect(parseEnv({ MATOU_DATA_DIR: 'no-such-place' })).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:3000',
    databaseUrl: '',
    callbackAllowCidrs: [],
    demo: undefined,
    mode: 'production',
  });
});

test('an empty value counts as not given', () => {
  expect(parseEnv({ PORT: '', MATOU_PUBLIC_URL: '' })).toMatchObject({ port: 3000 });
});

test('the public address loses its trailing slash', () => {
  expect(parseEnv({ MATOU_PUBLIC_URL: 'https://pay.example/' }).publicUrl).toBe('https://pay.example');
});

test.each([
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['MATOU_PUBLIC_URL', 'ftp://pay.example'],
  ['MATOU_CALLBACK_ALLOW_CIDRS', '127.0.0.1'],
  ['MATOU_CALLBACK_ALLOW_CIDRS', '10.0.0.0/8,nonsense'],
  ['MATOU_DEMO', 'yes'],
  ['MATOU_SECRET_KEY', 'short'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => parseEnv({ [name]: value })).toThrow(name);
});
