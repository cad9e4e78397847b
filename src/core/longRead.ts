import { Worker } from 'node:worker_threads';
import type { DatabaseSource } from './db/open.ts';
import type { LongRead, LongTask, LongWatch } from './longTasks.ts';

/** What a thread starts with; the first number of `stop` is 1 while the read it does is to stop. */
export type LongReadData = { source: DatabaseSource; stop: Int32Array };
/** What it is told: a read to do, or to end. */
export type LongReadOrder = { task: LongTask; input: unknown } | 'end';
export type LongReadAnswer = { ok: true; value: unknown } | { ok: false; message: string } | { done: number; total: number };

type Thread = { worker: Worker; stop: Int32Array; isEnding: boolean };

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
 * Long reads of one database, each on a thread and a connection of its own. A thread that is done waits for the next read; one whose read failed is
 * ended. None is ended from outside, because libSQL aborts the whole process when its thread is ended in the middle of a call: who stops a read is
 * answered at once, and the thread stops before its next statement.
 */
export function createLongRead(source: DatabaseSource, spareMs = usualSpareMs): LongReader {
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  let isClosed = false;
  let sparing: NodeJS.Timeout | undefined;

  function start(): Thread {
    const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const worker = new Worker(threadFile, { workerData: { source, stop } satisfies LongReadData, resourceLimits: { maxYoungGenerationSizeMb: youngMb, maxOldGenerationSizeMb: oldMb } });
    const thread = { worker, stop, isEnding: false };
    all.add(thread);
    worker.once('exit', () => {
      all.delete(thread);
      const place = idle.indexOf(thread);
      if (place >= 0) idle.splice(place, 1);
    });
    // An idle thread that dies is missed by nobody; a busy one has a listener of its own besides.
    worker.on('error', () => undefined);
    return thread;
  }

  function end(thread: Thread): Promise<unknown> {
    const { worker, stop } = thread;
    thread.isEnding = true;
    worker.ref();
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    Atomics.store(stop, 0, 1);
    worker.postMessage('end' satisfies LongReadOrder);
    return ended;
  }

  function rest(thread: Thread): void {
    if (thread.isEnding) return;
    if (idle.length >= mostIdle) return void end(thread);
    thread.worker.unref();
    idle.push(thread);
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

  function read(task: LongTask, input: unknown, { signal, onProgress }: LongWatch): Promise<unknown> {
    if (isClosed) return Promise.reject(new Error(`The desk is closed; the long read "${task}" was not begun.`));
    if (signal?.aborted) return Promise.reject(new Error(`The long read "${task}" was stopped before it began.`));
    const thread = idle.pop() ?? start();
    const { worker, stop } = thread;
    if (idle.length === 0) needAll();
    worker.ref();
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        Atomics.store(stop, 0, 1);
        reject(new Error(`The long read "${task}" was stopped.`));
      };
      const onExit = () => {
        leave();
        reject(new Error(`The long read "${task}" ended without an answer.`));
      };
      const onMessage = (answer: LongReadAnswer) => {
        // Its exit tells of a thread that is ended while it reads.
        if (thread.isEnding) return;
        if ('done' in answer) return signal?.aborted ? undefined : onProgress?.(answer.done, answer.total);
        leave();
        // A read that was stopped leaves a sound thread behind, whatever it said at last.
        if (answer.ok || signal?.aborted) rest(thread);
        else void end(thread);
        if (answer.ok) resolve(answer.value);
        else reject(new Error(answer.message));
      };
      const leave = () => {
        signal?.removeEventListener('abort', onAbort);
        worker.off('message', onMessage).off('exit', onExit).off('error', reject);
      };
      worker.on('message', onMessage).once('exit', onExit).once('error', reject);
      signal?.addEventListener('abort', onAbort, { once: true });
      Atomics.store(stop, 0, 0);
      worker.postMessage({ task, input } satisfies LongReadOrder);
    });
  }

  return Object.assign(((task, input, watch = {}) => read(task, input, watch)) as LongRead, {
    warm: () => {
      if (!isClosed && all.size === 0) rest(start());
    },
    threads: () => [...all].flatMap(({ worker, isEnding }) => (isEnding ? [] : [worker.threadId])),
    close: async () => {
      isClosed = true;
      needAll();
      await Promise.all([...all].map(end));
    },
  });
}
