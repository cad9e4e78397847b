import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { print } from './outcome.ts';

const browsers: Record<string, string[]> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
};

/** Opens an app window of a Chromium browser, else the default browser; without a screen it only says so. */
export function openWindow(url: string, dataDir: string): void {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    print('There is no screen here; open the link in a browser on this machine.');
    return;
  }
  const browser = (browsers[process.platform] ?? []).find(isThere);
  if (browser) {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) print('The browser runs without its sandbox, because this is the root user.');
    start(browser, [`--app=${url}`, `--user-data-dir=${join(dataDir, 'window')}`, '--no-first-run', ...(isRoot ? ['--no-sandbox'] : [])]);
    return;
  }
  const opener = process.platform === 'darwin' ? ['open', url] : process.platform === 'win32' ? ['cmd', '/c', 'start', '', url] : ['xdg-open', url];
  start(opener[0] ?? '', opener.slice(1));
}

function isThere(browser: string): boolean {
  return browser.includes('/') || browser.includes('\\') ? existsSync(browser) : spawnSync('which', [browser], { stdio: 'ignore' }).status === 0;
}

function start(program: string, args: string[]): void {
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.once('error', () => print('No browser could be started; open the link by hand.'));
  child.unref();
}
