import { parentPort, workerData } from 'node:worker_threads';
import { openConnection, type Db } from './db/open.ts';
import type { LongReadAnswer, LongReadData, LongReads } from './longRead.ts';
import { verifyAll } from './verifyAll.ts';

const { source, task } = workerData as LongReadData;

const tasks: { [Task in keyof LongReads]: (db: Db) => Promise<LongReads[Task]> } = {
  verify: (db) => verifyAll(db, source.dataDir),
};

async function answer(): Promise<LongReadAnswer> {
  const connection = await openConnection(source, 'read');
  try {
    return { ok: true, value: await tasks[task](connection.db) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  } finally {
    connection.close();
  }
}

parentPort?.postMessage(await answer());
