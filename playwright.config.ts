import { defineConfig, devices } from '@playwright/test';
import { systemBrowser } from './tests/support/browser.mjs';

const executablePath = systemBrowser();
// Chromium's sandbox needs privileges that containers withhold from root.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  workers: 2,
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
