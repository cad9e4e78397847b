import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from 'playwright/test';
import { electronProgram, projectRoot } from './fixtures/electronProgram.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { SignInPage } from './pages/SignInPage.ts';

test('Electron opens the same desk, with no Node in its frame and nothing but named functions in reach', async () => {
  test.setTimeout(120_000);
  const executablePath = electronProgram();
  if (executablePath === null) throw new Error('The Electron project runs without Electron.');
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-electron-'));
  const noSandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ executablePath, args: [...noSandbox, projectRoot, '--data', dataDir, '--demo'] });
  try {
    const page = await app.firstWindow();
    await new SignInPage(page).signIn('Dana', 'mediator');
    expect(await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')])).toEqual(['undefined', 'undefined']);
    expect(await page.evaluate(() => location.protocol)).toBe('desk:');
    const open = await new QueuePage(page).nextCase();
    await expect(open.lease).toContainText('yours');
    await open.openEveryExhibit();
  } finally {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
