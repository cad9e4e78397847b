import { Worker } from 'node:worker_threads';
import type { DatabaseSource } from './db/open.ts';
import type { LongRead, LongTask } from './longTasks.ts';

export type LongReadData = { source: DatabaseSource; task: LongTask; input: unknown };
export type LongReadAnswer = { ok: true; value: unknown } | { ok: false; message: string } | { done: number; total: number };

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './longReadThread.ts' : './longReadThread.js', import.meta.url);

/** Long reads of one database, each on a thread and a connection of its own. */
export function createLongRead(source: DatabaseSource): LongRead {
  return (task, input, { signal, onProgress } = {}) => {
    const worker = new Worker(threadFile, { workerData: { source, task, input } satisfies LongReadData });
    return new Promise((resolve, reject) => {
      worker.on('message', (answer: LongReadAnswer) => {
        if ('done' in answer) onProgress?.(answer.done, answer.total);
        else if (answer.ok) resolve(answer.value as never);
        else reject(new Error(answer.message));
      });
      worker.once('error', reject);
      signal?.addEventListener('abort', () => void worker.terminate(), { once: true });
      worker.once('exit', () => reject(new Error(`The long read "${task}" ended without an answer.`)));
    });
  };
}
