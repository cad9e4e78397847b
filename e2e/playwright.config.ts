import { defineConfig } from 'playwright/test';
import { chromiumOptions } from './fixtures/chromium.ts';
import { electronProgram } from './fixtures/electronProgram.ts';

const electron = electronProgram();
const isWorker = process.env['TEST_WORKER_INDEX'] !== undefined;
if (electron === null && !isWorker) process.stdout.write('e2e: Electron is not installed here, so its own tests are left out.\n');

const config = defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './fixtures/setUp.ts',
  // Limits, not waits: a shared machine under load takes five times as long as a free one.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    actionTimeout: 15_000,
    // Filming every page, or keeping what it held, takes a third of the whole time here; the log of a trace tells as much.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    launchOptions: chromiumOptions,
  },
  projects: [
    { name: 'web', testIgnore: /electron\.spec\.ts$/, grepInvert: process.env['DESK_SCREENSHOTS'] ? /^$/ : /@screenshots/ },
    ...(electron === null ? [] : [{ name: 'electron', testMatch: /electron\.spec\.ts$/ }]),
  ],
});

// Playwright looks for a default export.
export { config as default };
