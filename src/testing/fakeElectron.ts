import type { IpcMain, IpcMainInvokeEvent, IpcRenderer, SafeStorage, WebContents } from 'electron';
import { EventEmitter } from 'node:events';

/** A frame as a sender gate sees it. */
export type FakeFrame = { url: string; parent: FakeFrame | null };
type Answer = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

/** One window's two ends of Electron's IPC: values cross as structured clones, errors lose their class, as they do there. */
export type FakeWindow = {
  id: number;
  frame: FakeFrame;
  renderer: Pick<IpcRenderer, 'invoke' | 'on' | 'off'>;
  contents: WebContents;
  /** A message from another frame of this window, or from a page it was led to. */
  invokeFrom(frame: FakeFrame | null, channel: string, ...args: unknown[]): Promise<unknown>;
};

/** Electron's main end, and windows that speak to it. */
export type FakeElectron = { ipc: Pick<IpcMain, 'handle' | 'removeHandler'>; newWindow(url?: string): FakeWindow; channels(): string[] };

export function createFakeElectron(): FakeElectron {
  const answers = new Map<string, Answer>();
  let lastId = 0;

  function newWindow(url = 'desk://app/index.html'): FakeWindow {
    const id = (lastId += 1);
    const events = new EventEmitter();
    const frame: FakeFrame = { url, parent: null };
    const contents = {
      id,
      isDestroyed: () => false,
      send: (channel: string, value: unknown) => setImmediate(() => events.emit(channel, {}, structuredClone(value))),
    } as unknown as WebContents;
    const invokeFrom = async (from: FakeFrame | null, channel: string, ...args: unknown[]): Promise<unknown> => {
      const answer = answers.get(channel);
      if (!answer) throw new Error(`Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`);
      try {
        const event = { sender: contents, senderFrame: from } as unknown as IpcMainInvokeEvent;
        return structuredClone(await answer(event, ...structuredClone(args)));
      } catch (error) {
        throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
      }
    };
    const renderer = {
      invoke: (channel: string, ...args: unknown[]) => invokeFrom(frame, channel, ...args),
      on: (channel: string, listener: (...args: unknown[]) => void) => events.on(channel, listener),
      off: (channel: string, listener: (...args: unknown[]) => void) => events.off(channel, listener),
    } as unknown as FakeWindow['renderer'];
    return { id, frame, renderer, contents, invokeFrom };
  }

  const ipc = {
    handle: (channel: string, answer: Answer) => {
      // Electron throws here too: two handlers for one channel are a mistake.
      if (answers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      answers.set(channel, answer);
    },
    removeHandler: (channel: string) => void answers.delete(channel),
  } as FakeElectron['ipc'];
  return { ipc, newWindow, channels: () => [...answers.keys()].sort() };
}

/** A key store that seals by turning bytes around; `isLocked` makes it refuse, as a locked key ring does. */
export function createFakeSafeStorage({ backend = 'gnome_libsecret', isAvailable = true, isLocked = false } = {}): Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'getSelectedStorageBackend'> {
  return {
    isEncryptionAvailable: () => isAvailable,
    getSelectedStorageBackend: () => backend as ReturnType<SafeStorage['getSelectedStorageBackend']>,
    encryptString: (text) => Buffer.from(text).reverse(),
    decryptString: (sealed) => {
      if (isLocked) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
      return Buffer.from(sealed).reverse().toString();
    },
  };
}
