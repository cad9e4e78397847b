import { BrowserWindow, screen } from 'electron';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPage } from './address.ts';
import { closeContents } from './deny.ts';
import { readWindowState, writeWindowState } from './windowState.ts';

/** Opens the desk's window where it was last. `devServer` is the address of the screens while they are worked on. */
export function openWindow(dataDir: string, devServer: string | null): BrowserWindow {
  const stateFile = join(dataDir, 'window.json');
  const { isMaximized, ...bounds } = readWindowState(stateFile, screen.getAllDisplays().map(({ workArea }) => workArea));
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: 'Mediation Desk',
    webPreferences: {
      preload: fileURLToPath(new URL('../../preload/index.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  closeContents(window.webContents, devServer);
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () => writeWindowState(stateFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() }));
  void window.loadURL(devServer ?? startPage);
  return window;
}
