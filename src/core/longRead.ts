import { Worker } from 'node:worker_threads';
import type { VerifyResult } from '../contract/audit.ts';
import type { DatabaseSource } from './db/open.ts';

/** Reads that take longer than 50 ms, each with what it answers. */
export type LongReads = { verify: VerifyResult };

export type LongReadData = { source: DatabaseSource; task: keyof LongReads };
export type LongReadAnswer = { ok: true; value: unknown } | { ok: false; message: string };

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './longReadThread.ts' : './longReadThread.js', import.meta.url);

/** Runs a long read on a thread and a connection of its own, so that the core goes on answering. Rejects when it fails. */
export function runLongRead<Task extends keyof LongReads>(source: DatabaseSource, task: Task): Promise<LongReads[Task]> {
  const worker = new Worker(threadFile, { workerData: { source, task } satisfies LongReadData });
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: LongReadAnswer) => {
      if (answer.ok) resolve(answer.value as LongReads[Task]);
      else reject(new Error(answer.message));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`The long read "${task}" ended without an answer.`)));
  });
}
