import { DeskEvent } from '../../contract/events.ts';
import { errorCodes, type Reply } from '../../contract/reply.ts';
import { DeskError, valueOf, type Backend, type HandOver } from './backend.ts';
import { askForFiles, placedFiles, type PlacedFile } from './dropped.ts';
import { createListeners } from './listeners.ts';
import { sendFiles } from './upload.ts';

/** Milliseconds before the socket is tried again: doubles up to the last. */
const retryMs = [250, 500, 1_000, 2_000, 5_000];
/** A first socket that has not opened by then (ms) counts as closed: calls wait for it no longer. */
const firstMs = 5_000;

const notThere = 'The desk does not answer. What you see stays; changes can be made when it is back.';

/** The backend of the web shell: calls by POST, events by one socket. */
export function createHttpBackend(origin: string = location.origin): Backend {
  const events = createListeners<DeskEvent>();
  const connection = createListeners<boolean>();
  let isOnline = true;
  let failures = 0;
  let endWait: () => void = () => undefined;
  /** Until events are heard or cannot be: what was fetched before would change without a word, or have to be fetched again. */
  const wait = new Promise<void>((resolve) => (endWait = resolve));
  const tooLong = setTimeout(() => setOnline(false), firstMs);

  function setOnline(value: boolean): void {
    clearTimeout(tooLong);
    endWait();
    if (value === isOnline) return;
    isOnline = value;
    connection.tell(value);
  }

  function listen(): void {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/events`);
    socket.addEventListener('open', () => {
      failures = 0;
      setOnline(true);
    });
    socket.addEventListener('message', (message) => {
      const event = DeskEvent.safeParse(JSON.parse(String(message.data)));
      if (event.success) events.tell(event.data);
    });
    socket.addEventListener('close', () => {
      setOnline(false);
      setTimeout(listen, retryMs[Math.min(failures, retryMs.length - 1)]);
      failures += 1;
    });
  }

  async function post(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${origin}${path}`, { method: 'POST', credentials: 'same-origin', ...init });
    } catch {
      throw new DeskError({ code: 'OFFLINE', message: notThere });
    }
  }

  async function importFiles(dropped: File[] | DataTransferItemList, watch: HandOver = {}): Promise<{ batchId: string }> {
    const files = await placedFiles(dropped);
    if (files.length === 0) throw new DeskError({ code: 'BAD_INPUT', message: 'There is no file in what was handed over. Nothing was taken in.' });
    const batchId = crypto.randomUUID();
    const send = async ({ file, path }: PlacedFile, signal: AbortSignal) =>
      replyOf(await post(`/upload/${batchId}`, { body: file, signal, headers: { 'x-path': encodeURIComponent(path), 'content-type': 'application/octet-stream' } }));
    await sendFiles(files, send, watch);
    return { batchId };
  }

  listen();
  return {
    shell: 'web',
    async call(method, input) {
      await wait;
      const response = await post(`/api/${method}`, { body: JSON.stringify(input), headers: { 'content-type': 'application/json' } });
      return valueOf(await replyOf(response)) as never;
    },
    on: (listener) => events.add(listener),
    onConnection(listener) {
      const stop = connection.add(listener);
      if (!isOnline) listener(false);
      return stop;
    },
    evidenceUrl: (evidenceId, variant) => `${origin}/evidence/${encodeURIComponent(evidenceId)}/${variant}`,
    letterUrl: (id, side) => `${origin}/letter/${encodeURIComponent(id)}${side ? `/${side}` : ''}`,
    reportUrl: (reportId) => `${origin}/report/${encodeURIComponent(reportId)}`,
    logUrl: (withWords) => `${origin}/export/log${withWords ? '' : '/without-words'}`,
    exportUrl: (caseId) => `${origin}/export/${encodeURIComponent(caseId)}`,
    importFiles,
    async pickFiles(what = 'files', watch = {}) {
      const files = await askForFiles(what);
      return files && importFiles(files, watch);
    },
  };
}

/** The Reply in a response; anything else is said with its status, because a proxy or a half-started server answers in HTML. */
export async function replyOf(response: Response): Promise<Reply> {
  const body: unknown = await response.json().catch(() => null);
  if (isReply(body)) return body;
  if (response.status === 401) return { ok: false, error: { code: 'NOT_SIGNED_IN', message: 'This window lost its sign-in. Open the desk by its start link again.' } };
  if (response.status === 413) return { ok: false, error: { code: 'BAD_INPUT', message: 'That is more than the desk takes at once. Nothing was changed.' } };
  return { ok: false, error: { code: 'INTERNAL', message: `The desk gave an answer that cannot be read (HTTP ${response.status}). Nothing is known to have changed.` } };
}

function isReply(body: unknown): body is Reply {
  if (typeof body !== 'object' || body === null || !('ok' in body)) return false;
  if (body.ok === true) return 'value' in body;
  const error = (body as { error?: { code?: unknown; message?: unknown } }).error;
  return errorCodes.some((code) => code === error?.code) && typeof error?.message === 'string';
}
