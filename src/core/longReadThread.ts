import { sql } from 'drizzle-orm';
import { parentPort, workerData } from 'node:worker_threads';
import { literal } from './db/literal.ts';
import { openConnection, type Connection, type Database, type DatabaseSource, type Db } from './db/open.ts';
import type { LongReadAnswer, LongReadOrder } from './longRead.ts';
import { longTasks, type OnProgress } from './longTasks.ts';

const source = workerData as DatabaseSource;
/** Pages kept in memory, in KiB: what a search reads again and again, decrypted. */
const cache = 24 * 1024;

// Opened before anything is asked: a thread that was started ahead answers at once.
const opened = open();
const tellOpened = () => parentPort?.postMessage('opened' satisfies LongReadAnswer);
// One that cannot be opened is told of by the first answer.
opened.then(tellOpened, tellOpened);

async function open(): Promise<Connection> {
  const connection = await openConnection(source, 'read');
  if (!source.databaseUrl) await (connection.db as Database).run(sql`pragma cache_size = ${literal(-cache)}`);
  return connection;
}

async function answer({ task, input }: LongReadOrder): Promise<LongReadAnswer> {
  try {
    const { db } = await opened;
    const run = longTasks[task] as (db: Db, dataDir: string, given: unknown, onProgress: OnProgress) => Promise<unknown>;
    const tell: OnProgress = (done, total) => parentPort?.postMessage({ done, total } satisfies LongReadAnswer);
    return { ok: true, value: await run(db, source.dataDir, input, tell) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (order: LongReadOrder) => void answer(order).then((said) => parentPort?.postMessage(said)));
