import type { Reply } from '../../contract/reply.ts';
import { DeskError } from './backend.ts';
import type { HandOver } from './backend.ts';
import type { PlacedFile } from './dropped.ts';

/** Files on their way at once: small ones are not slowed by waiting for each answer, large ones not by each other. */
const lanes = 4;

/**
 * Sends every file of a batch. The first that fails ends all of it: a batch that is not whole is never taken in. Throws a DeskError that names
 * that file, or the CANCELLED one when the person stopped it.
 */
export async function sendFiles(files: readonly PlacedFile[], send: (placed: PlacedFile, signal: AbortSignal) => Promise<Reply>, watch: HandOver = {}): Promise<void> {
  const failing = new AbortController();
  const signal = watch.signal ? AbortSignal.any([failing.signal, watch.signal]) : failing.signal;
  const waiting = [...files];
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let [sent, bytes] = [0, 0];
  let fault: DeskError | null = null;
  const tell = () => watch.onProgress?.({ files: sent, ofFiles: files.length, bytes, ofBytes: total });
  tell();

  async function lane(): Promise<void> {
    for (let placed = waiting.shift(); placed && !signal.aborted; placed = waiting.shift()) {
      const wrong = await sendOne(placed, send, signal);
      if (wrong) {
        // The files that were on their way beside it end as stopped; the first is the one to name.
        fault ??= wrong;
        failing.abort();
        return;
      }
      sent += 1;
      bytes += placed.file.size;
      tell();
    }
  }

  await Promise.all(Array.from({ length: lanes }, lane));
  if (watch.signal?.aborted) throw stopped();
  if (fault !== null) throw fault as DeskError;
}

async function sendOne(placed: PlacedFile, send: (placed: PlacedFile, signal: AbortSignal) => Promise<Reply>, signal: AbortSignal): Promise<DeskError | null> {
  const nothing = 'Nothing of this import was taken in.';
  try {
    const reply = await send(placed, signal);
    return reply.ok ? null : new DeskError({ ...reply.error, message: `${placed.path}: ${reply.error.message} ${nothing}` });
  } catch (error) {
    if (signal.aborted) return stopped();
    const [code, why] = error instanceof DeskError ? [error.code, error.code === 'OFFLINE' ? 'The desk did not answer while this file was sent.' : error.message] : ['INTERNAL' as const, 'It could not be read or sent.'];
    return new DeskError({ code, message: `${placed.path}: ${why} ${nothing}` });
  }
}

/** What is thrown when a person stops the sending. */
export function stopped(): DeskError {
  return new DeskError({ code: 'NOT_ALLOWED_NOW', message: 'The sending was stopped. Nothing of this import was taken in.' });
}
