import { sql } from 'drizzle-orm';
import { parentPort, workerData } from 'node:worker_threads';
import { literal } from './db/literal.ts';
import { openConnection, type Connection, type Database, type Db } from './db/open.ts';
import { flag, type LongReadAnswer, type LongReadData, type LongReadOrder } from './longRead.ts';
import { longTasks, type OnProgress } from './longTasks.ts';

const { source, state } = workerData as LongReadData;
/** Pages kept in memory, in KiB: what a search reads again and again, decrypted. */
const cache = 24 * 1024;

let isOpen = false;
// Opened before anything is asked: a thread that was started ahead answers at once.
const opened = open().finally(() => {
  isOpen = true;
  leave();
});
// One that cannot be opened is told of by the first answer.
opened.catch(() => undefined);

async function open(): Promise<Connection> {
  const connection = await openConnection(source, 'read', inside);
  if (!source.databaseUrl) await (connection.db as Database).run(sql`pragma cache_size = ${literal(-cache)}`);
  return connection;
}

/** Runs a statement, unless the read was stopped. While the connection is opened the thread is inside all the time and hears no stop. */
function inside<Value>(run: () => Value): Value {
  if (!isOpen) return run();
  Atomics.store(state, flag.isInside, 1);
  try {
    if (Atomics.load(state, flag.isStopped) === 1) throw new Error('The long read was stopped.');
    return run();
  } finally {
    leave();
  }
}

function leave(): void {
  Atomics.store(state, flag.isInside, 0);
  Atomics.notify(state, flag.isInside);
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
