import type { IpcRenderer, WebUtils } from 'electron';
import type { DeskEvent } from '../contract/events.ts';
import type { IpcChannel } from '../contract/ipc.ts';
import type { Reply } from '../contract/reply.ts';

/** What a window gets as `window.desk`, and nothing else. */
export type DeskBridge = {
  shell: 'electron';
  call(method: string, input: unknown): Promise<Reply>;
  on(listener: (event: DeskEvent) => void): () => void;
  pickFiles(what: 'files' | 'folder'): Promise<{ batchId: string } | null>;
  admitDropped(files: File[]): Promise<{ batchId: string }>;
};

/** Makes the bridge; a window never gets hold of ipcRenderer itself, nor of the event objects that carry it. */
export function createBridge(ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'off'>, utils: Pick<WebUtils, 'getPathForFile'>): DeskBridge {
  const ask = <Answer>(channel: IpcChannel, ...args: unknown[]) => ipc.invoke(channel, ...args) as Promise<Answer>;
  const events: IpcChannel = 'desk:event';
  return {
    shell: 'electron',
    call: (method, input) => ask<Reply>('desk:call', method, input),
    on: (listener) => {
      const hear = (_: unknown, event: DeskEvent) => listener(event);
      ipc.on(events, hear);
      return () => void ipc.off(events, hear);
    },
    pickFiles: (what) => ask('desk:pick', what),
    // Only files a person dropped have a path here; one made by a script has none and is left out.
    admitDropped: (files) => ask('desk:admit', files.map((file) => utils.getPathForFile(file)).filter((path) => path !== '')),
  };
}
