import { Worker } from 'node:worker_threads';
import type { DatabaseSource } from './db/open.ts';
import type { LongRead, LongTask } from './longTasks.ts';

export type LongReadData = { source: DatabaseSource; task: LongTask; input: unknown };
export type LongReadAnswer = { ok: true; value: unknown } | { ok: false; message: string };

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './longReadThread.ts' : './longReadThread.js', import.meta.url);

/** Long reads of one database, each on a thread and a connection of its own. */
export function createLongRead(source: DatabaseSource): LongRead {
  return (task, input) => {
    const worker = new Worker(threadFile, { workerData: { source, task, input } satisfies LongReadData });
    return new Promise((resolve, reject) => {
      worker.once('message', (answer: LongReadAnswer) => {
        if (answer.ok) resolve(answer.value as never);
        else reject(new Error(answer.message));
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error(`The long read "${task}" ended without an answer.`)));
    });
  };
}
