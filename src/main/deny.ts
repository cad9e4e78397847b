import type { Session, WebContents } from 'electron';
import { isFile, isFramed, isMadeHere, isPage } from './address.ts';

/** The one permission a window has: a copy button may write plain text to the clipboard. */
const allowed = new Set(['clipboard-sanitized-write']);

/** Closes a session: no permission, no device, no request that leaves the machine, no download but files of the core and of the screens, by a dialog. */
export function closeSession(session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'webRequest' | 'on'>, devServer: string | null = null): void {
  session.setPermissionRequestHandler((contents, permission, callback) => callback(allowed.has(permission) && isPage(contents.getURL())));
  session.setPermissionCheckHandler((contents, permission) => allowed.has(permission) && contents !== null && isPage(contents.getURL()));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isLocal(details.url, devServer) }));
  session.on('will-download', (event, item) => {
    const url = item.getURL();
    if (!isFile(url) && !isMadeHere(url)) return event.preventDefault();
    // Without a path set here Electron asks the person where to keep the file.
    item.setSaveDialogOptions({ title: isFile(url) ? 'Save a file of the case' : 'Save the report', defaultPath: item.getFilename() });
  });
}

/** Closes a window: it shows the desk's screens and goes nowhere else; a link to a file of the core saves that file. */
export function closeContents(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'downloadURL'>, devServer: string | null = null): void {
  contents.on('will-navigate', (event) => {
    if (isPage(event.url) || isDev(event.url, devServer)) return;
    event.preventDefault();
    if (isFile(event.url)) contents.downloadURL(event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame && !isFramed(event.url) && !isDev(event.url, devServer)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function isLocal(url: string, devServer: string | null): boolean {
  return /^(desk|blob|data|devtools|chrome-extension|about):/.test(url) || isDev(url, devServer);
}

function isDev(url: string, devServer: string | null): boolean {
  return devServer !== null && (url.startsWith(devServer) || url.startsWith(devServer.replace(/^http/, 'ws')));
}
