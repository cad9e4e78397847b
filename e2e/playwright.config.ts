import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from 'playwright/test';
import { electronProgram } from './fixtures/electronProgram.ts';

/** The Chromium of the system when there is one; else Playwright takes the browser it brought along. */
function systemChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const paths = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find((path) => existsSync(path));
}

const executablePath = systemChromium();
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
    // Filming every page takes a quarter of the whole time here; the log of a trace tells as much.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'web', testIgnore: /electron\.spec\.ts$/, grepInvert: process.env['DESK_SCREENSHOTS'] ? /^$/ : /@screenshots/ },
    ...(electron === null ? [] : [{ name: 'electron', testMatch: /electron\.spec\.ts$/ }]),
  ],
});

// Playwright looks for a default export.
export { config as default };
