import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { tables } from './tables.ts';

export type Row = Record<string, SQLInputValue>;

/** The marketplace's durable store. One process, one connection: every call is synchronous, so a transaction is never interleaved. */
export type Store = {
  /** Runs `work` as one transaction: all of it outlives a kill, or nothing of it happened. */
  transaction<Value>(work: () => Value): Value;
  one<Found = Row>(sql: string, ...values: SQLInputValue[]): Found | undefined;
  all<Found = Row>(sql: string, ...values: SQLInputValue[]): Found[];
  run(sql: string, ...values: SQLInputValue[]): number;
  close(): void;
};

/** Opens the store of a data folder. Throws when another process has it open. */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = openAlone(join(folder, 'marketplace.db'));
  // One transaction: thirty of them would be thirty waits for the disk.
  database.exec(`BEGIN IMMEDIATE; ${tables} COMMIT;`);
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  let isOpen = false;

  return {
    transaction(work) {
      if (isOpen) return work();
      statement('BEGIN IMMEDIATE').run();
      isOpen = true;
      try {
        const value = work();
        statement('COMMIT').run();
        return value;
      } catch (error) {
        if (database.isTransaction) statement('ROLLBACK').run();
        throw error;
      } finally {
        isOpen = false;
      }
    },
    one: <Found>(sql: string, ...values: SQLInputValue[]) => statement(sql).get(...values) as Found | undefined,
    all: <Found>(sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as Found[],
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    close: () => database.close(),
  };
}

/** Exclusive: two marketplaces on one ledger would each believe they alone pay. */
function openAlone(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 500 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE; COMMIT;');
    return database;
  } catch (cause) {
    database.close();
    if (cause instanceof Error && cause.message.includes('locked')) throw new Error(`another marketplace has ${file} open`, { cause });
    throw cause;
  }
}
