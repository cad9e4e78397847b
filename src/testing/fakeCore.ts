import type { DeskEvent } from '../contract/events.ts';
import type { Reply } from '../contract/reply.ts';
import type { Core, FileRequest, OpenFile, Ring } from '../core/core.ts';

/** A core of known answers that keeps what it was asked. */
export type FakeCore = Core & {
  calls: { method: string; input: unknown; sessionId: string }[];
  files: FileRequest[];
  admitted: string[][];
  rings: Ring[];
  received: { batchId: string; path: string; bytes: Uint8Array }[];
  emit(event: DeskEvent): void;
  isClosed(): boolean;
};

/** What shells are tested against: `bytes` is every evidence file, `handle` answers calls (default: echoes the input). */
export function createFakeCore({ bytes = new TextEncoder().encode('0123456789'), handle }: { bytes?: Uint8Array; handle?: (method: string, input: unknown) => Reply } = {}): FakeCore {
  const listeners = new Set<(event: DeskEvent) => void>();
  const core: FakeCore = {
    calls: [],
    files: [],
    admitted: [],
    received: [],
    rings: [],
    emit: (event) => listeners.forEach((listener) => listener(event)),
    isClosed: () => isClosed,
    handle: async (method, input, { sessionId }) => {
      core.calls.push({ method, input, sessionId });
      return handle?.(method, input) ?? { ok: true, value: input };
    },
    on: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    openFile: async (request) => {
      core.files.push(request);
      return openBytes(request, bytes);
    },
    admit: async (paths) => {
      core.admitted.push(paths);
      return { batchId: `batch-${core.admitted.length}` };
    },
    receive: async (batchId, path, body) => {
      try {
        const read = new Uint8Array(await new Response(body).arrayBuffer());
        core.received.push({ batchId, path, bytes: read });
        return { ok: true, value: { size: read.length } };
      } catch {
        return { ok: false, error: { code: 'INTERNAL', message: 'The body broke off.' } };
      }
    },
    hear: async (ring) => {
      core.rings.push(ring);
      return ring.signature === 'v1,good' ? 'taken' : ring.signature === 'v1,later' ? 'failed' : 'refused';
    },
    close: async () => {
      isClosed = true;
    },
  };
  let isClosed = false;
  return core;
}

function openBytes(request: FileRequest, bytes: Uint8Array): Reply<OpenFile> {
  if (request.kind === 'evidence' && request.evidenceId === 'absent') return { ok: false, error: { code: 'NOT_FOUND', message: 'There is no such exhibit.' } };
  const start = request.range?.start ?? 0;
  const end = Math.min(request.range?.end ?? bytes.length - 1, bytes.length - 1);
  if (start > end && bytes.length > 0) return { ok: false, error: { code: 'BAD_INPUT', message: 'The range lies outside.' } };
  const value = {
    mediaType: request.kind === 'export' ? 'application/zip' : 'image/webp',
    fileName: request.kind === 'export' ? 'C-20001.zip' : 'box "front"\r\nX-Evil: 1 \u00e9.jpg',
    disposition: request.kind === 'export' ? ('attachment' as const) : ('inline' as const),
    size: bytes.length,
    start,
    end,
    stream: new Blob([bytes.slice(start, end + 1)]).stream(),
  };
  return { ok: true, value };
}
