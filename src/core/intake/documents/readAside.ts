import { Worker } from 'node:worker_threads';
import { documentWork, type DocumentWork } from './documentWork.ts';

/** One piece of work for the thread, and what it answers. */
export type DocumentOrder = { kind: keyof DocumentWork; given: unknown };
export type DocumentAnswer = { ok: true; value: unknown } | { ok: false; message: string };

/** The documents ask for more than any honest ones: nothing came of them. */
export class DocumentTooMuch extends Error {
  constructor() {
    super('Reading it took more time or memory than any honest document needs, and was stopped.');
    this.name = 'DocumentTooMuch';
  }
}

/** Documents up to this size are read where they are: a thread would take longer to start. */
const mostBytesHere = 96 * 1024;
/** What a thread may take. `ms` is for one order on a slow machine; an order as large as may be takes a tenth of it. */
export const documentLimits = { ms: 120_000, heapMb: 1_536 };

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './documentThread.ts' : './documentThread.js', import.meta.url);
/** One at a time: two could take all memory between them. */
let turn: Promise<unknown> = Promise.resolve();

/** Reads documents beside the core, which goes on answering. Rejects with DocumentTooMuch, or when the signal aborts. */
export async function readAside<Kind extends keyof DocumentWork>(
  kind: Kind,
  given: Parameters<DocumentWork[Kind]>[0],
  signal?: AbortSignal,
  limits = documentLimits,
): Promise<ReturnType<DocumentWork[Kind]>> {
  if (sizeOf(given) <= mostBytesHere) return documentWork[kind](given as never) as ReturnType<DocumentWork[Kind]>;
  const mine = turn.then(() => onThread({ kind, given }, signal, limits));
  turn = mine.catch(() => undefined);
  return (await mine) as ReturnType<DocumentWork[Kind]>;
}

function sizeOf(given: Uint8Array | readonly { bytes: Uint8Array }[]): number {
  return given instanceof Uint8Array ? given.length : given.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

async function onThread(order: DocumentOrder, signal: AbortSignal | undefined, limits: typeof documentLimits): Promise<unknown> {
  signal?.throwIfAborted();
  const thread = new Worker(threadFile, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: limits.heapMb } });
  const late = AbortSignal.timeout(limits.ms);
  const stop = signal ? AbortSignal.any([signal, late]) : late;
  try {
    const answer = await new Promise<DocumentAnswer>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => reject(new DocumentTooMuch()));
      stop.addEventListener('abort', () => reject(signal?.aborted ? signal.reason : new DocumentTooMuch()), { once: true });
    });
    if (!answer.ok) throw new Error(answer.message);
    return answer.value;
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new DocumentTooMuch() : error;
  } finally {
    await thread.terminate();
  }
}
