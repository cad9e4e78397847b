import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { note } from './output.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'microsoft-edge-stable', 'msedge', 'brave-browser'];
const macPlaces = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** A Chromium-like browser on this machine, which can show a window without an address bar; null when there is none. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string | null {
  return browserPlaces(env, platform).find(isProgram) ?? null;
}

function browserPlaces(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') return macPlaces;
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((root) => root !== undefined);
    return roots.flatMap((root) => [join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'), join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe')]);
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Not there, or not to be run: the next place is looked at.
  }
}

/** Whether there is no screen to open a window on. */
export function isHeadless(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'];
}

/** The command that shows `url`: an app window with a profile of its own, or the default browser. */
export function browserCommand(url: string, profileDir: string, at: { browser: string | null; platform: NodeJS.Platform; isRoot: boolean }): { command: string; args: string[] } {
  if (at.browser !== null) {
    const args = [`--app=${url}`, `--user-data-dir=${profileDir}`, '--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-sync', '--window-size=1440,900'];
    return { command: at.browser, args: at.isRoot ? [...args, '--no-sandbox'] : args };
  }
  if (at.platform === 'darwin') return { command: 'open', args: [url] };
  if (at.platform === 'win32') return { command: 'cmd', args: ['/c', 'start', '', url] };
  return { command: 'xdg-open', args: [url] };
}

/** Opens a window on `url`; the answer closes it. A machine without any browser is told so and keeps the printed link. */
export function openWindow(url: string, profileDir: string): () => void {
  const at = { browser: findBrowser(), platform: process.platform, isRoot: process.getuid?.() === 0 };
  if (at.browser !== null && at.isRoot) note('Running as root: the browser window gets no sandbox of its own. Use an ordinary account for real work.');
  const { command, args } = browserCommand(url, profileDir, at);
  const child: ChildProcess = spawn(command, args, { stdio: 'ignore' });
  child.once('error', () => note('No browser was found. Open the link above by hand.'));
  child.unref();
  return () => void child.kill();
}
