import { createClient, type Client, type ResultSet } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { join } from 'node:path';
import { DeskError } from '../fault.ts';
import { databaseFile } from './databaseFile.ts';
import { createFileClient } from './fileClient.ts';
import { insideTransactions } from './insideTransactions.ts';
import { literal } from './literal.ts';

/** The whole database; held by `db` alone. */
export type Database = LibSQLDatabase<Record<string, never>>;

/** What a reader may do: select, and nothing that changes a row. */
export type Db = Pick<Database, 'select' | 'selectDistinct' | '$count' | 'all' | 'get'>;

/** Where the database is and what opens it. */
export type DatabaseSource = { dataDir: string; key: Uint8Array | null; databaseUrl?: string; databaseToken?: string };

/** The words of the index of words, one row for each place of each; a table of a connection to a file alone. */
export const wordTable = 'case_text_word';
/** Makes it: of one connection alone, and only a way to look at the index; see search/begunWords.ts. */
export const makeWordTable = `create virtual table if not exists temp.${wordTable} using fts5vocab('main', 'case_text', 'instance')`;

/** Pages a connection keeps in memory, in KiB. A commit of the writer empties the reader's: more than one list reads would not last. */
const cache = { read: 16_000, write: 8_000 };

type Around = <Value>(run: () => Value) => Value;

/** `rest` gives back the memory of pages that were read or written and may not be again soon. */
export type Connection = { db: Database; reconnect(): Promise<void>; rest(): Promise<void>; close(): void };

function clientOf(source: DatabaseSource): Client {
  // Every integer as BigInt: see schema/columns.ts. One connection each, because PRAGMAs hold per connection.
  if (source.databaseUrl) {
    return insideTransactions(createClient({ intMode: 'bigint', concurrency: 1, url: source.databaseUrl, ...(source.databaseToken ? { authToken: source.databaseToken } : {}) }));
  }
  return createFileClient(join(source.dataDir, databaseFile), { timeout: 5_000, ...(source.key ? { encryptionKey: Buffer.from(source.key).toString('hex') } : {}) });
}

/**
 * Opens one connection. `write` sets WAL with FULL durability and foreign keys; `read` refuses every change. `around` runs each statement that is
 * executed outside of a transaction; what it throws is what became of the statement.
 * Throws DATABASE_KEY_WRONG when the key does not fit.
 */
export async function openConnection(source: DatabaseSource, use: 'read' | 'write', around?: Around): Promise<Connection> {
  const client = openClient(source);
  if (around) surround(client, around);
  const db = drizzle(client, { casing: 'snake_case' });
  const setUp = async () => {
    if (source.databaseUrl) return;
    // The upper pages of every index of a large desk stay in memory: each one read anew is decrypted anew.
    await db.run(sql`pragma cache_size = ${literal(-cache[use])}`);
    await db.run(sql.raw(makeWordTable));
    if (use === 'write') {
      await db.get(sql`pragma journal_mode = wal`);
      await db.run(sql`pragma synchronous = full`);
      // What is written a hundred times is moved from the log to the file once: to claim a case or to weigh 25 anew writes 35 to 130 pages of a large desk.
      await db.get(sql`pragma wal_autocheckpoint = 4000`);
      await db.run(sql`pragma foreign_keys = on`);
      // A key that is forgotten must not linger in a free page.
      await db.run(sql`pragma secure_delete = on`);
    } else {
      await db.run(sql`pragma query_only = on`);
    }
  };
  try {
    await setUp();
  } catch (error) {
    client.close();
    throw keyFault(error) ?? error;
  }
  return {
    db,
    reconnect: async () => {
      client.reconnect();
      await setUp();
    },
    rest: async () => {
      if (!source.databaseUrl) await db.run(sql`pragma shrink_memory`);
    },
    close: () => client.close(),
  };
}

function openClient(source: DatabaseSource): Client {
  try {
    return clientOf(source);
  } catch (error) {
    throw keyFault(error) ?? error;
  }
}

function surround(client: Client, around: Around): void {
  const execute = client.execute.bind(client) as (...given: unknown[]) => Promise<ResultSet>;
  client.execute = async (...given: unknown[]) => around(() => execute(...given));
}

function keyFault(error: unknown): DeskError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && cause.code === 'SQLITE_NOTADB') {
      return new DeskError('DATABASE_KEY_WRONG', 'The key does not open the database in the data folder. Nothing was changed; put the right key file back.');
    }
  }
  return null;
}
