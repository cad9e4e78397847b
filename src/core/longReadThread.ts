import { parentPort, workerData } from 'node:worker_threads';
import { openConnection, type Db } from './db/open.ts';
import type { LongReadAnswer, LongReadData } from './longRead.ts';
import { longTasks, type OnProgress } from './longTasks.ts';

const { source, task, input } = workerData as LongReadData;

async function answer(): Promise<LongReadAnswer> {
  const connection = await openConnection(source, 'read');
  try {
    const run = longTasks[task] as (db: Db, dataDir: string, given: unknown, onProgress: OnProgress) => Promise<unknown>;
    const tell: OnProgress = (done, total) => parentPort?.postMessage({ done, total } satisfies LongReadAnswer);
    return { ok: true, value: await run(connection.db, source.dataDir, input, tell) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  } finally {
    connection.close();
  }
}

parentPort?.postMessage(await answer());
