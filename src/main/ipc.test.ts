import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../contract/reply.ts';
import { createBridge } from '../preload/bridge.ts';
import { createFakeCore, type FakeCore } from '../testing/fakeCore.ts';
import { createFakeElectron, type FakeElectron, type FakeWindow } from '../testing/fakeElectron.ts';
import { serveIpc } from './ipc.ts';
import { createPathOpener } from './openPaths.ts';

describe('the calls of a window', () => {
  let core: FakeCore;
  let electron: FakeElectron;
  let window: FakeWindow;
  let picked: string[];
  let stop: () => void;
  beforeEach(() => {
    core = createFakeCore();
    electron = createFakeElectron();
    window = electron.newWindow();
    picked = [];
    stop = serveIpc({ ipc: electron.ipc, core, caller: { sessionId: 's1' }, contents: () => window.contents, pickPaths: async () => picked });
  });
  afterEach(() => stop());

  it('reach the core with the session of the window, whatever the page says', async () => {
    await window.invokeFrom(window.frame, 'desk:call', 'cases.get', { caseId: 'c1' }, { sessionId: 'other' });
    expect(core.calls).toEqual([{ method: 'cases.get', input: { caseId: 'c1' }, sessionId: 's1' }]);
  });

  it('from anywhere but the main frame of our window on our page are refused on every channel', async () => {
    const stranger = electron.newWindow();
    const senders: [string, () => Promise<unknown>][] = electron.channels().flatMap((channel): [string, () => Promise<unknown>][] => [
      [`${channel} from another window`, () => stranger.invokeFrom(stranger.frame, channel, 'x')],
      [`${channel} from a frame inside`, () => window.invokeFrom({ url: 'desk://app/index.html', parent: window.frame }, channel, 'x')],
      [`${channel} from evidence`, () => window.invokeFrom({ url: 'desk://evidence/e1/original', parent: null }, channel, 'x')],
      [`${channel} from a foreign page`, () => window.invokeFrom({ url: 'https://desk.app/', parent: null }, channel, 'x')],
      [`${channel} from a look-alike`, () => window.invokeFrom({ url: 'desk://app.evil.example/', parent: null }, channel, 'x')],
      [`${channel} from a file`, () => window.invokeFrom({ url: 'file:///desk://app/', parent: null }, channel, 'x')],
      [`${channel} from a frame that is gone`, () => window.invokeFrom(null, channel, 'x')],
    ]);
    expect(senders).toHaveLength(21);
    for (const [name, send] of senders) await expect(send(), name).rejects.toThrow('may not speak');
    expect([core.calls, core.admitted]).toEqual([[], []]);
  });

  it('without a method name get a code instead of breaking', async () => {
    expect(await window.invokeFrom(window.frame, 'desk:call', { toString: 'x' })).toMatchObject({ ok: false, error: { code: 'UNKNOWN_METHOD' } });
  });

  it('hand over absolute paths only', async () => {
    for (const paths of [[], ['case.zip'], ['../../key'], ['/a\0b'], [1], '/a', null]) {
      await expect(window.invokeFrom(window.frame, 'desk:admit', paths), JSON.stringify(paths)).rejects.toThrow('Only files');
    }
    expect(await window.invokeFrom(window.frame, 'desk:admit', ['/a/case.zip'])).toEqual({ batchId: 'batch-1' });
  });

  it('for picked files give null when the person thinks better of it', async () => {
    const bridge = createBridge(window.renderer, { getPathForFile: () => '' });
    expect(await bridge.pickFiles('files')).toBeNull();
    picked = ['/a/case.zip'];
    expect(await bridge.pickFiles('folder')).toEqual({ batchId: 'batch-1' });
  });

  it('drop files that no person dropped: a File made by a script has no path', async () => {
    const bridge = createBridge(window.renderer, { getPathForFile: (file) => (file.name === 'real' ? '/a/real' : '') });
    await bridge.admitDropped([new File([], 'made'), new File([], 'real')]);
    expect(core.admitted).toEqual([['/a/real']]);
  });

  it('are over when the desk ends: no channel and no event is left', async () => {
    const heard: unknown[] = [];
    createBridge(window.renderer, { getPathForFile: () => '' }).on((event) => heard.push(event));
    core.emit({ type: 'queue.changed' });
    await new Promise(setImmediate);
    stop();
    core.emit({ type: 'queue.changed' });
    await new Promise(setImmediate);
    expect([heard, electron.channels()]).toEqual([[{ type: 'queue.changed' }], []]);
  });
});

describe('the bridge of a window', () => {
  it('exposes these five things and nothing that leads to ipcRenderer', () => {
    const bridge = createBridge(createFakeElectron().newWindow().renderer, { getPathForFile: () => '' });
    expect(Object.keys(bridge).sort()).toEqual(['admitDropped', 'call', 'on', 'pickFiles', 'shell']);
  });
});

describe('files the system asks to open', () => {
  it('wait for the sign-in instead of getting lost', async () => {
    let isSignedIn = false;
    const refusal: Reply = { ok: false, error: { code: 'NOT_SIGNED_IN', message: 'Sign in first.' } };
    const core = createFakeCore({ handle: () => (isSignedIn ? { ok: true, value: null } : refusal) });
    const said: string[] = [];
    const opener = createPathOpener(core, { sessionId: 's1' }, (words) => said.push(words));
    await opener.open(['/a/case.zip']);
    opener.onAnswer('people.signIn', refusal);
    expect(core.calls).toHaveLength(1);
    isSignedIn = true;
    opener.onAnswer('people.signIn', { ok: true, value: null });
    opener.onAnswer('people.signIn', { ok: true, value: null });
    await new Promise(setImmediate);
    expect(core.admitted).toEqual([['/a/case.zip']]);
    expect([core.calls.map(({ method }) => method), said]).toEqual([['desk.status', 'desk.status', 'intake.import'], []]);
  });
});
