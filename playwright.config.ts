import { defineConfig, devices } from '@playwright/test';
import { systemBrowser } from './tests/support/browser.mjs';

const executablePath = systemBrowser();
// Chromium's sandbox needs privileges that containers withhold from root.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Two browsers and a whole product share the machine, which may be a slow one. Patience costs nothing where things come in time.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  retries: 0,
  workers: 2,
  // A file's tests are shared out among the workers, so that none stands idle while the last long file runs.
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: executablePath === undefined ? { args } : { args, executablePath },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A trace of every step costs a quarter of the run; ask for one with `--trace retain-on-failure`.
    screenshot: 'only-on-failure',
  },
});
