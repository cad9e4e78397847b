import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { isAbsolute } from 'node:path';
import type { IpcChannel } from '../contract/ipc.ts';
import type { Reply } from '../contract/reply.ts';
import type { Caller, Core } from '../core/core.ts';
import { isFromOurWindow } from './senderGate.ts';

const mostPaths = 5_000;

/** What the calls of a window work with. `pickPaths` asks the person; `onAnswer` hears of every call that was answered. */
export type IpcParts = {
  ipc: Pick<IpcMain, 'handle' | 'removeHandler'>;
  core: Core;
  caller: Caller;
  contents(): WebContents | null;
  pickPaths(what: 'files' | 'folder'): Promise<string[]>;
  onAnswer?(method: string, reply: Reply): void;
};

/** Serves the channels of a window and sends it the events of the core. The answer ends both. */
export function serveIpc({ ipc, core, caller, contents, pickPaths, onAnswer }: IpcParts): () => void {
  const gated = (channel: IpcChannel, answer: (...args: unknown[]) => Promise<unknown>): void =>
    ipc.handle(channel, (event: IpcMainInvokeEvent, ...args: unknown[]) => {
      if (!isFromOurWindow(event, contents())) throw new Error('This page may not speak to the desk.');
      return answer(...args);
    });

  gated('desk:call', async (method, input) => {
    if (typeof method !== 'string') return { ok: false, error: { code: 'UNKNOWN_METHOD', message: 'A call names its method.' } } satisfies Reply;
    const reply = await core.handle(method, input, caller);
    onAnswer?.(method, reply);
    return reply;
  });
  gated('desk:admit', async (paths) => {
    if (!isPathList(paths)) throw new Error('Only files of this machine can be handed over.');
    return core.admit(paths);
  });
  gated('desk:pick', async (what) => {
    const paths = await pickPaths(what === 'folder' ? 'folder' : 'files');
    return paths.length === 0 ? null : core.admit(paths);
  });

  const events: IpcChannel = 'desk:event';
  const stop = core.on((event) => {
    const window = contents();
    if (window && !window.isDestroyed()) window.send(events, event);
  });
  return () => {
    stop();
    for (const channel of ['desk:call', 'desk:admit', 'desk:pick'] satisfies IpcChannel[]) ipc.removeHandler(channel);
  };
}

function isPathList(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.length <= mostPaths && value.every((path) => typeof path === 'string' && isAbsolute(path) && !path.includes('\0'));
}
