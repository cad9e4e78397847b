import { app, dialog, ipcMain, Menu, protocol, safeStorage, session, type BrowserWindow } from 'electron';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Core, DeskOptions } from '../core/core.ts';
import { DeskError } from '../core/fault.ts';
import { startCore } from '../core/host.ts';
import { isNewFolder, loadKeyFile } from '../core/keyFile.ts';
import { projectRoot } from '../core/projectRoot.ts';
import { dataFolder } from '../shell/dataFolder.ts';
import { closeSession } from './deny.ts';
import { createProtocolHandler, schemePrivileges } from './deskProtocol.ts';
import { serveIpc } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { createPathOpener, type PathOpener } from './openPaths.ts';
import { findSafeKey, keepSafeKey } from './safeKey.ts';
import { readStartWords, type StartWords } from './startWords.ts';
import { openWindow } from './window.ts';

// Evidence and letters are personal data: what the desk writes is for its owner alone.
process.umask(0o077);

/** Ends so that the start script goes on with the web shell, which can open a window on the desk that holds the folder. */
const leaveToWeb = 75;

const say = (words: string) => void process.stderr.write(`mediation desk: ${words}\n`);
const words = readStartWords(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
const dataDir = dataFolder(words);
const devServer = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
const caller = { sessionId: randomUUID() };
/** Files the system asks to open before the desk is ready. */
const early: string[] = [...words.paths];
let window: BrowserWindow | null = null;
let opener: PathOpener | null = null;

function open(paths: string[]): void {
  if (!opener) return void early.push(...paths);
  opener.open(paths).catch((error: unknown) => say(String(error)));
}

async function pickPaths(what: 'files' | 'folder'): Promise<string[]> {
  if (!window) return [];
  const { filePaths } = await dialog.showOpenDialog(window, { title: 'Import disputes', buttonLabel: 'Import', properties: [what === 'folder' ? 'openDirectory' : 'openFile', 'multiSelections'] });
  return filePaths;
}

/** The key store of the system opens the desk at its next start, unless the owner of the machine does not want that. */
function keepKey(key: Uint8Array): void {
  if (process.env['DESK_KEY_STORE'] === 'off') return;
  try {
    keepSafeKey(dataDir, key, safeStorage);
  } catch (error) {
    say(`The key store of this system did not take the key of the desk (${error instanceof Error ? error.message : String(error)}). People open the desk by signing in.`);
  }
}

async function start(): Promise<void> {
  const server = process.env['DESK_DATABASE_URL'];
  const token = process.env['DESK_DATABASE_TOKEN'];
  const options: DeskOptions = {
    dataDir,
    key: words.demo && isNewFolder(dataDir) ? loadKeyFile(dataDir, say) : findSafeKey(dataDir, safeStorage, say),
    ...(server ? { databaseUrl: server } : {}),
    ...(server && token ? { databaseToken: token } : {}),
    mode: 'write',
    holder: 'the Electron console',
    ...(words.demo ? { sample: 'docket' } : {}),
  };
  const core = await startCore(options, keepKey);
  opener = createPathOpener(core, caller, say);
  closeSession(session.defaultSession, devServer);
  protocol.handle(schemePrivileges.scheme, createProtocolHandler({ core, caller, pageDir: join(projectRoot, 'out', 'renderer') }));
  const stopIpc = serveIpc({ ipc: ipcMain, core, caller, contents: () => window?.webContents ?? null, pickPaths, onAnswer: opener.onAnswer });
  const onImport = () => void pickPaths('files').then(open);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform: process.platform, isDevelopment: devServer !== null, onImport })));

  const show = () => {
    window = openWindow(dataDir, devServer);
    window.once('closed', () => (window = null));
  };
  show();
  open(early.splice(0));
  app.on('activate', () => window ?? show());
  app.on('second-instance', (_event, _words, _cwd, given) => {
    if (!window) show();
    if (window?.isMinimized()) window.restore();
    window?.focus();
    open((given as StartWords).paths);
  });
  closeOnQuit(core, stopIpc);
}

/** The core is closed before the process ends, so that nothing running is cut where it need not be. */
function closeOnQuit(core: Core, stopIpc: () => void): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    window?.close();
    stopIpc();
    void core.close().finally(() => {
      state = 'closed';
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}

protocol.registerSchemesAsPrivileged([schemePrivileges]);
mkdirSync(join(dataDir, 'electron'), { recursive: true, mode: 0o700 });
// One desk for each data folder: the lock of a single instance belongs to this path.
app.setPath('userData', join(dataDir, 'electron'));
app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
app.on('web-contents-created', (_event, contents) => contents.on('will-attach-webview', (event) => event.preventDefault()));
app.on('open-file', (event, path) => {
  event.preventDefault();
  open([path]);
});

if (!app.requestSingleInstanceLock(words)) app.exit(0);
else {
  app.whenReady().then(start).catch((error: unknown) => {
    const message = error instanceof DeskError ? error.message : 'The desk could not start. What was saved before is safe.';
    say(error instanceof DeskError ? message : `${message} ${error instanceof Error ? (error.stack ?? error.name) : ''}`);
    if (error instanceof DeskError && error.code === 'DATA_FOLDER_BUSY') return app.exit(leaveToWeb);
    dialog.showErrorBox('Mediation Desk', message);
    app.exit(2);
  });
}
