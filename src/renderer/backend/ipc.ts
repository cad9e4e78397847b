import type { DeskEvent } from '../../contract/events.ts';
import type { Reply } from '../../contract/reply.ts';
import { DeskError, valueOf, type Backend } from './backend.ts';
import { createListeners } from './listeners.ts';

/** What the preload script exposes as `window.desk`. */
export type DeskBridge = {
  shell: 'electron';
  call(method: string, input: unknown): Promise<Reply>;
  on(listener: (event: DeskEvent) => void): () => void;
  pickFiles(what: 'files' | 'folder'): Promise<{ batchId: string } | null>;
  admitDropped(files: File[]): Promise<{ batchId: string }>;
};

const gone = 'The back office of the desk has stopped. What was saved is safe; the desk starts it again by itself.';

/** The backend of the Electron shell. It is offline while calls fail to reach the core, and looks every second whether it is back. */
export function createIpcBackend(bridge: DeskBridge): Backend {
  const connection = createListeners<boolean>();
  let isOnline = true;

  function setOnline(value: boolean): void {
    if (value === isOnline) return;
    isOnline = value;
    connection.tell(value);
    if (!value) setTimeout(look, 1_000);
  }

  function look(): void {
    bridge.call('desk.status', {}).then(
      (reply) => (reply.ok || reply.error.code !== 'OFFLINE' ? setOnline(true) : setTimeout(look, 1_000)),
      () => setTimeout(look, 1_000),
    );
  }

  return {
    shell: 'electron',
    async call(method, input) {
      const reply = await bridge.call(method, input).catch((): Reply => ({ ok: false, error: { code: 'OFFLINE', message: gone } }));
      setOnline(reply.ok || reply.error.code !== 'OFFLINE');
      return valueOf(reply) as never;
    },
    on: (listener) => bridge.on(listener),
    onConnection(listener) {
      const stop = connection.add(listener);
      if (!isOnline) listener(false);
      return stop;
    },
    evidenceUrl: (evidenceId, variant) => `desk://evidence/${encodeURIComponent(evidenceId)}/${variant}`,
    letterUrl: (id, side) => `desk://letter/${encodeURIComponent(id)}${side ? `/${side}` : ''}`,
    reportUrl: (reportId) => `desk://report/${encodeURIComponent(reportId)}`,
    logUrl: (withWords) => `desk://export/log${withWords ? '' : '/without-words'}`,
    exportUrl: (caseId) => `desk://export/${encodeURIComponent(caseId)}`,
    async importFiles(dropped) {
      // A folder comes as one File whose place on disk the shell knows; reading it here would lose that place.
      const files = Array.isArray(dropped) ? dropped : [...dropped].map((item) => item.getAsFile()).filter((file) => file !== null);
      if (files.length === 0) throw new DeskError({ code: 'BAD_INPUT', message: 'Nothing that was dropped is a file or a folder.' });
      return bridge.admitDropped(files);
    },
    pickFiles: (what = 'files') => bridge.pickFiles(what),
  };
}
