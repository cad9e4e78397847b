import type { Session, WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { closeContents, closeSession } from './deny.ts';

function fakeContents() {
  const events = new EventEmitter();
  const saved: string[] = [];
  let openHandler: ((details: { url: string }) => { action: string }) | null = null;
  closeContents({
    on: events.on.bind(events),
    setWindowOpenHandler: (handler: typeof openHandler) => (openHandler = handler),
    downloadURL: (url: string) => void saved.push(url),
  } as unknown as WebContents);
  const isPrevented = (name: string, event: object) => {
    let prevented = false;
    events.emit(name, { ...event, preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { saved, isPrevented, openWindow: (url: string) => openHandler?.({ url }).action };
}

describe('a closed window', () => {
  it('goes nowhere: not to the web, not to a file, not to evidence that would then be a page', () => {
    const { isPrevented } = fakeContents();
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'desk://evidence/e1/original', 'desk://app.evil.example/', 'javascript:alert(1)', 'data:text/html,x']) {
      expect([url, isPrevented('will-navigate', { url })]).toEqual([url, true]);
    }
    expect(isPrevented('will-navigate', { url: 'desk://app/index.html#/queue' })).toBe(false);
  });

  it('saves evidence and exports that a link leads to', () => {
    const { isPrevented, saved } = fakeContents();
    isPrevented('will-navigate', { url: 'desk://export/c1' });
    isPrevented('will-navigate', { url: 'https://example.com/x.zip' });
    expect(saved).toEqual(['desk://export/c1']);
  });

  it('opens no other window, no webview and no foreign frame, and follows no redirect', () => {
    const { isPrevented, openWindow } = fakeContents();
    expect(openWindow('desk://app/index.html')).toBe('deny');
    expect(isPrevented('will-attach-webview', {})).toBe(true);
    expect(isPrevented('will-redirect', { url: 'desk://app/' })).toBe(true);
    for (const url of ['https://example.com/', 'desk://app/index.html', 'desk://evidence/e1/original', 'desk://evidence/e1/../x/page', 'blob:desk://app/x', 'about:blank', 'data:text/html,x']) {
      expect([url, isPrevented('will-frame-navigate', { isMainFrame: false, url })]).toEqual([url, true]);
    }
    for (const url of ['desk://evidence/e1/page', 'desk://app/pdf-frame.html']) expect([url, isPrevented('will-frame-navigate', { isMainFrame: false, url })]).toEqual([url, false]);
  });
});

describe('a closed session', () => {
  type Handlers = {
    request(contents: WebContents, permission: string, answer: (isGranted: boolean) => void): void;
    check(contents: WebContents | null, permission: string): boolean;
    device(): boolean;
    before(details: { url: string }, answer: (result: { cancel: boolean }) => void): void;
  };
  function fakeSession() {
    const handlers = {} as Handlers;
    const events = new EventEmitter();
    closeSession({
      setPermissionRequestHandler: (handler: Handlers['request']) => (handlers.request = handler),
      setPermissionCheckHandler: (handler: Handlers['check']) => (handlers.check = handler),
      setDevicePermissionHandler: (handler: Handlers['device']) => (handlers.device = handler),
      webRequest: { onBeforeRequest: (handler: Handlers['before']) => (handlers.before = handler) },
      on: events.on.bind(events),
    } as unknown as Session);
    return { handlers, events };
  }
  const page = { getURL: () => 'desk://app/index.html' } as WebContents;
  const foreign = { getURL: () => 'https://example.com/' } as WebContents;

  it('grants no permission, asked or checked, and no device', () => {
    const { handlers } = fakeSession();
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'fullscreen', 'openExternal', 'hid', 'serial', 'fileSystem']) {
      let granted: boolean | null = null;
      handlers.request(page, permission, (answer) => (granted = answer));
      expect([permission, granted, handlers.check(page, permission)]).toEqual([permission, false, false]);
    }
    expect(handlers.device()).toBe(false);
  });

  it('lets the copy button of its own page write text, and of no other', () => {
    const { handlers } = fakeSession();
    expect(handlers.check(page, 'clipboard-sanitized-write')).toBe(true);
    expect(handlers.check(foreign, 'clipboard-sanitized-write')).toBe(false);
    expect(handlers.check(null, 'clipboard-sanitized-write')).toBe(false);
  });

  it('lets no request leave the machine', () => {
    const { handlers } = fakeSession();
    const isCancelled = (url: string) => {
      let cancel = false;
      handlers.before({ url }, (result) => (cancel = result.cancel));
      return cancel;
    };
    for (const url of ['https://example.com/pixel.gif', 'http://127.0.0.1:7417/', 'ws://example.com/', 'ftp://example.com/', 'file:///etc/passwd']) expect([url, isCancelled(url)]).toEqual([url, true]);
    for (const url of ['desk://app/index.html', 'blob:desk://app/x', 'data:,x']) expect([url, isCancelled(url)]).toEqual([url, false]);
  });

  it('saves files of the core and of its own screens through a dialog and downloads nothing else', () => {
    const { events } = fakeSession();
    const download = (url: string) => {
      let prevented = false;
      let asked: unknown = null;
      events.emit('will-download', { preventDefault: () => (prevented = true) }, { getURL: () => url, getFilename: () => 'a.zip', setSaveDialogOptions: (options: unknown) => (asked = options) });
      return { prevented, asked };
    };
    expect(download('desk://export/c1')).toMatchObject({ prevented: false, asked: { defaultPath: 'a.zip' } });
    expect(download('desk://report/r1')).toMatchObject({ prevented: false });
    expect(download('blob:desk://app/x')).toMatchObject({ prevented: false, asked: { title: 'Save the report' } });
    for (const url of ['blob:desk://evidence/x', 'blob:desk://app.evil/x', 'blob:null/x', 'data:text/html,x', 'https://example.com/a.zip']) expect([url, download(url)]).toEqual([url, { prevented: true, asked: null }]);
  });
});
