import { Worker } from 'node:worker_threads';
import type { DatabaseSource } from './db/open.ts';
import type { LongRead, LongTask, LongWatch } from './longTasks.ts';

/** What a thread starts with; `state` is shared with it, see `flag`. */
export type LongReadData = { source: DatabaseSource; state: Int32Array };
export type LongReadOrder = { task: LongTask; input: unknown };
export type LongReadAnswer = { ok: true; value: unknown } | { ok: false; message: string } | { done: number; total: number };

/** Places of what both sides see: 1 while the read is to stop, and 1 while the thread is inside libSQL. */
export const flag = { isStopped: 0, isInside: 1 } as const;

type Thread = { worker: Worker; state: Int32Array; isEnding: boolean };

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './longReadThread.ts' : './longReadThread.js', import.meta.url);

/** Threads kept for the next read: starting one and opening its connection takes longer (30 ms and more) than most reads. */
const mostIdle = 2;
/** One that waits is kept for good. Another that nothing needed for so long is ended: it holds 40 MB. */
const usualSpareMs = 10_000;
/** A read that goes on for so long after it was stopped, and not inside libSQL, works at something else: its thread is ended. */
const graceMs = 1_000;
/** Room for what lives only a moment, MB; by itself each thread would take several times as much and keep it. */
const youngMb = 8;
/** Several times what the largest of them holds, MB. The more is allowed, the longer V8 lets garbage grow before it looks for it. */
const oldMb = 1_024;

/** Long reads of a database: `warm` starts a thread before it is needed, `threads` are the numbers of those that work or wait, `close` ends them all. */
export type LongReader = LongRead & { warm(): void; threads(): number[]; close(): Promise<void> };

/**
 * Long reads of one database, each on a thread and a connection of its own. A thread that is done waits for the next read. Who stops one is answered
 * at once, and its thread stops before the next statement. One whose read failed is ended. No thread is ended inside libSQL, which aborts the whole
 * process when its thread ends in the middle of a call.
 */
export function createLongRead(source: DatabaseSource, spareMs = usualSpareMs): LongReader {
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  /** Reads that wait for a thread whose own read was stopped, the first in line first; each hears null when there will be none. */
  const line = new Set<(thread: Thread | null) => void>();
  let isClosed = false;
  let sparing: NodeJS.Timeout | undefined;

  function start(): Thread {
    const state = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
    // Until it says otherwise: it begins by opening its connection.
    Atomics.store(state, flag.isInside, 1);
    const worker = new Worker(threadFile, { workerData: { source, state } satisfies LongReadData, resourceLimits: { maxYoungGenerationSizeMb: youngMb, maxOldGenerationSizeMb: oldMb } });
    const thread = { worker, state, isEnding: false };
    all.add(thread);
    worker.once('exit', () => {
      all.delete(thread);
      const place = idle.indexOf(thread);
      if (place >= 0) idle.splice(place, 1);
      if (line.size > stopping()) first()?.(start());
    });
    // An idle thread that dies is missed by nobody; a busy one has a listener of its own besides.
    worker.on('error', () => undefined);
    return thread;
  }

  async function end(thread: Thread): Promise<void> {
    const { worker, state } = thread;
    thread.isEnding = true;
    worker.ref();
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    // Stopped first: it does not go inside again once it was seen outside.
    Atomics.store(state, flag.isStopped, 1);
    await Promise.race([Atomics.waitAsync(state, flag.isInside, 1).value, ended]);
    await worker.terminate();
  }

  function rest(thread: Thread): void {
    if (thread.isEnding) return;
    const begin = first();
    if (begin) return begin(thread);
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

  function first(): ((thread: Thread | null) => void) | undefined {
    const [begin] = line;
    if (begin) line.delete(begin);
    return begin;
  }

  /** How many threads work at a read that was stopped: each is free sooner than a new one has started. */
  function stopping(): number {
    return [...all].filter(({ state, isEnding }) => !isEnding && Atomics.load(state, flag.isStopped) === 1).length;
  }

  function read(task: LongTask, input: unknown, watch: LongWatch): Promise<unknown> {
    const { signal } = watch;
    const closed = () => new Error(`The desk is closed; the long read "${task}" was not begun.`);
    if (isClosed) return Promise.reject(closed());
    if (signal?.aborted) return Promise.reject(new Error(`The long read "${task}" was stopped before it began.`));
    const thread = idle.pop();
    if (idle.length === 0) needAll();
    if (thread) return readOn(thread, task, input, watch);
    if (stopping() <= line.size) return readOn(start(), task, input, watch);
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        line.delete(begin);
        reject(new Error(`The long read "${task}" was stopped before it began.`));
      };
      const begin = (freed: Thread | null) => {
        signal?.removeEventListener('abort', onAbort);
        if (freed) resolve(readOn(freed, task, input, watch));
        else reject(closed());
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      line.add(begin);
    });
  }

  function readOn(thread: Thread, task: LongTask, input: unknown, { signal, onProgress }: LongWatch): Promise<unknown> {
    const { worker, state } = thread;
    worker.ref();
    return new Promise((resolve, reject) => {
      let grace: NodeJS.Timeout | undefined;
      const onAbort = () => {
        Atomics.store(state, flag.isStopped, 1);
        grace = setInterval(() => Atomics.load(state, flag.isInside) === 0 && void end(thread), graceMs);
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
        clearInterval(grace);
        signal?.removeEventListener('abort', onAbort);
        worker.off('message', onMessage).off('exit', onExit).off('error', reject);
      };
      worker.on('message', onMessage).once('exit', onExit).once('error', reject);
      signal?.addEventListener('abort', onAbort, { once: true });
      Atomics.store(state, flag.isStopped, 0);
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
      for (const begin of line) begin(null);
      line.clear();
      await Promise.all([...all].map(end));
    },
  });
}
