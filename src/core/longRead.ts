import { Worker } from 'node:worker_threads';
import type { DatabaseSource } from './db/open.ts';
import type { LongRead, LongTask, LongWatch } from './longTasks.ts';

export type LongReadOrder = { task: LongTask; input: unknown };
export type LongReadAnswer = { ok: true; value: unknown } | { ok: false; message: string } | { done: number; total: number } | 'opened';

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './longReadThread.ts' : './longReadThread.js', import.meta.url);

/** Threads kept for the next read: starting one and opening its connection takes longer (30 ms and more) than most reads. */
const mostIdle = 2;
/** One that waits is kept for good. Another that nothing needed for so long is ended: it holds 40 MB. */
const usualSpareMs = 10_000;
/** Room for what lives only a moment, MB; by itself each thread would take several times as much and keep it. */
const youngMb = 8;
/** Several times what the largest of them holds, MB. The more is allowed, the longer V8 lets garbage grow before it looks for it. */
const oldMb = 1_024;

/** Long reads of a database: `warm` starts a thread before it is needed, `threads` are the numbers of those that work or wait, `close` ends them all. */
export type LongReader = LongRead & { warm(): void; threads(): number[]; close(): Promise<void> };

/**
 * Long reads of one database, each on a thread and a connection of its own. A thread that is done waits for the next read. One that is stopped or
 * failed is ended: that is the only way to stop a query that runs.
 */
export function createLongRead(source: DatabaseSource, spareMs = usualSpareMs): LongReader {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const ending = new WeakSet<Worker>();
  /** Resolves when its connection is open, or it ended before: libSQL aborts the whole process when a thread is ended while it opens one. */
  const opened = new WeakMap<Worker, Promise<void>>();
  let isClosed = false;
  let sparing: NodeJS.Timeout | undefined;

  function start(): Worker {
    const worker = new Worker(threadFile, { workerData: source, resourceLimits: { maxYoungGenerationSizeMb: youngMb, maxOldGenerationSizeMb: oldMb } });
    all.add(worker);
    opened.set(worker, new Promise((resolve) => void worker.once('message', () => resolve()).once('exit', () => resolve())));
    worker.once('exit', () => {
      all.delete(worker);
      const place = idle.indexOf(worker);
      if (place >= 0) idle.splice(place, 1);
    });
    // An idle thread that dies is missed by nobody; a busy one has a listener of its own besides.
    worker.on('error', () => undefined);
    return worker;
  }

  async function end(worker: Worker): Promise<void> {
    ending.add(worker);
    worker.ref();
    await opened.get(worker);
    await worker.terminate();
  }

  function rest(worker: Worker): void {
    if (isClosed || idle.length >= mostIdle) return void end(worker);
    worker.unref();
    idle.push(worker);
    if (idle.length > 1) sparing ??= setTimeout(endSpare, spareMs).unref();
  }

  /** The first in line: reads take the one that rested last. */
  function endSpare(): void {
    sparing = undefined;
    const spare = idle.length > 1 ? idle.shift() : undefined;
    if (spare) void end(spare);
  }

  /** All that there are work at once, so that none is spare. */
  function needAll(): void {
    clearTimeout(sparing);
    sparing = undefined;
  }

  function read(order: LongReadOrder, { signal, onProgress }: LongWatch): Promise<unknown> {
    if (isClosed) return Promise.reject(new Error(`The desk is closed; the long read "${order.task}" was not begun.`));
    if (signal?.aborted) return Promise.reject(new Error(`The long read "${order.task}" was stopped before it began.`));
    const worker = idle.pop() ?? start();
    if (idle.length === 0) needAll();
    worker.ref();
    return new Promise((resolve, reject) => {
      const stop = () => void end(worker);
      const onExit = () => settle(() => reject(new Error(`The long read "${order.task}" ended without an answer.`)));
      const onError = (error: Error) => settle(() => reject(error));
      const onMessage = (answer: LongReadAnswer) => {
        // Stopped when it was nearly done: its thread ends all the same, and is none for the next read.
        if (ending.has(worker) || answer === 'opened') return;
        if ('done' in answer) return onProgress?.(answer.done, answer.total);
        settle(() => {
          if (answer.ok) rest(worker);
          else stop();
          if (answer.ok) resolve(answer.value);
          else reject(new Error(answer.message));
        });
      };
      const settle = (answer: () => void) => {
        signal?.removeEventListener('abort', stop);
        worker.off('message', onMessage).off('exit', onExit).off('error', onError);
        answer();
      };
      worker.on('message', onMessage).once('exit', onExit).once('error', onError);
      signal?.addEventListener('abort', stop, { once: true });
      worker.postMessage(order);
    });
  }

  return Object.assign(((task, input, watch = {}) => read({ task, input }, watch)) as LongRead, {
    warm: () => {
      if (!isClosed && all.size === 0) rest(start());
    },
    threads: () => [...all].filter((worker) => !ending.has(worker)).map(({ threadId }) => threadId),
    close: async () => {
      isClosed = true;
      needAll();
      await Promise.all([...all].map(end));
    },
  });
}
