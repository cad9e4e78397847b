import { sql } from 'drizzle-orm';
import { parentPort, workerData } from 'node:worker_threads';
import { literal } from './db/literal.ts';
import { openConnection, type Connection, type Database, type Db } from './db/open.ts';
import type { LongReadAnswer, LongReadData, LongReadOrder } from './longRead.ts';
import { longTasks, type OnProgress } from './longTasks.ts';

const { source, stop } = workerData as LongReadData;
/** Pages kept in memory, in KiB: what a search reads again and again, decrypted. */
const cache = 24 * 1024;

// Opened before anything is asked: a thread that was started ahead answers at once.
const opened = open();
// One that cannot be opened is told of by the first answer.
opened.catch(() => undefined);

async function open(): Promise<Connection> {
  let isOpen = false;
  // A connection is opened whole: the next read uses it.
  const connection = await openConnection(source, 'read', () => {
    if (isOpen && Atomics.load(stop, 0) === 1) throw new Error('The long read was stopped.');
  });
  if (!source.databaseUrl) await (connection.db as Database).run(sql`pragma cache_size = ${literal(-cache)}`);
  isOpen = true;
  return connection;
}

async function answer(order: Exclude<LongReadOrder, 'end'>): Promise<LongReadAnswer> {
  try {
    const { db } = await opened;
    const run = longTasks[order.task] as (db: Db, dataDir: string, given: unknown, onProgress: OnProgress) => Promise<unknown>;
    const tell: OnProgress = (done, total) => parentPort?.postMessage({ done, total } satisfies LongReadAnswer);
    return { ok: true, value: await run(db, source.dataDir, order.input, tell) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

async function end(): Promise<never> {
  await opened.then(
    (connection) => connection.close(),
    () => undefined,
  );
  process.exit();
}

parentPort?.on('message', (order: LongReadOrder) => void (order === 'end' ? end() : answer(order).then((said) => parentPort?.postMessage(said))));
