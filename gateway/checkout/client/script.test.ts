import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildClientScript } from '@/gateway/checkout/client/build-script.mjs';
import { CLIENT_SCRIPT } from '@/gateway/checkout/client/script.generated';

test('the committed script is what its source builds to', async () => {
  expect(CLIENT_SCRIPT).toBe(await buildClientScript());
});

test('the script stays within 5 kB compressed', () => {
  expect(gzipSync(CLIENT_SCRIPT).length).toBeLessThanOrEqual(5_000);
});

test('the script cannot end the element that it stands in', () => {
  expect(CLIENT_SCRIPT).not.toContain('</');
});
