import { LibsqlError, type Client, type InArgs, type InStatement, type InValue, type ResultSet, type Row, type Transaction } from '@libsql/client';
import Database from 'libsql';
import { baseCodeOf } from './errorCodes.ts';

type Driver = InstanceType<typeof Database>;
type Prepared = { readonly reader: boolean; raw(isOn: boolean): Prepared; safeIntegers(isOn: boolean): Prepared; columns(): { name: string }[]; all(values: unknown): unknown[][]; run(values: unknown): { changes: number; lastInsertRowid: number | bigint } };
type Kept = { prepared: Prepared; rowOf: ((values: unknown[]) => Row) | null; columns: string[] };

/** Statements kept ready on one connection, those used last; what is longer is not asked twice. */
const mostKept = 400;
const longestKept = 20_000;
/** Only these do not change what others mean. */
const isKeepable = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i;
const mostWhole = 2n ** 63n - 1n;
const begins = { write: 'begin immediate', read: 'begin transaction readonly', deferred: 'begin deferred' } as const;

/**
 * One connection to a file behind the interface of `@libsql/client`, whose own prepares every statement anew and shapes every row by
 * `defineProperty`: that costs eight times what SQLite takes. Here a statement is prepared once. What is executed while a transaction is open
 * runs inside it, so that a query built once for the connection can be used there; `createWrite` lets one in at a time.
 */
export function createFileClient(path: string, options: { encryptionKey?: string; timeout: number }): Client {
  const open = () => new Database(path, options as never);
  let driver: Driver = open();
  let kept = new Map<string, Kept>();
  let transaction: Transaction | null = null;
  let isClosed = false;

  function prepare(sql: string): Kept {
    const known = kept.get(sql);
    if (known) {
      // The one used last stands last: the first is the one to let go of.
      kept.delete(sql);
      kept.set(sql, known);
      return known;
    }
    const prepared = driver.prepare(sql) as unknown as Prepared;
    prepared.safeIntegers(true);
    const columns = prepared.reader ? prepared.raw(true).columns().map(({ name }) => name) : [];
    const made = { prepared, columns, rowOf: prepared.reader ? rowMaker(columns) : null };
    if (sql.length <= longestKept && isKeepable.test(sql)) kept.set(sql, made);
    if (kept.size > mostKept) for (const first of kept.keys()) return kept.delete(first), made;
    return made;
  }

  function run(given: InStatement, more?: InArgs): ResultSet {
    if (isClosed) throw new LibsqlError('The client is closed', 'CLIENT_CLOSED');
    const sql = typeof given === 'string' ? given : given.sql;
    const args = (typeof given === 'string' ? more : given.args) ?? [];
    try {
      const { prepared, rowOf, columns } = prepare(sql);
      const values = Array.isArray(args) ? args.map(toDriver) : Object.fromEntries(Object.entries(args).map(([name, value]) => [name.replace(/^[@$:]/, ''), toDriver(value)]));
      if (rowOf) return resultOf(columns, prepared.all(values).map(rowOf), 0, undefined);
      const { changes, lastInsertRowid } = prepared.run(values);
      return resultOf([], [], changes, BigInt(lastInsertRowid));
    } catch (error) {
      throw asLibsqlError(error);
    }
  }

  function runAll(statements: (InStatement | [string, InArgs?])[]): ResultSet[] {
    return statements.map((one) => (Array.isArray(one) ? run(one[0], one[1]) : run(one)));
  }

  function runScript(sql: string): void {
    if (isClosed) throw new LibsqlError('The client is closed', 'CLIENT_CLOSED');
    try {
      driver.exec(sql);
    } catch (error) {
      throw asLibsqlError(error);
    }
  }

  /** Rolls back what is open; a connection that cannot even do that is opened anew. */
  function giveUp(): void {
    transaction = null;
    if (!driver.open || !driver.inTransaction) return;
    try {
      run('rollback');
    } catch {
      reopen();
    }
  }

  function reopen(): void {
    kept = new Map();
    if (driver.open) driver.close();
    driver = open();
    transaction = null;
    isClosed = false;
  }

  function begin(mode: keyof typeof begins): Transaction {
    if (transaction !== null) throw new LibsqlError('A transaction is open on this connection already.', 'TRANSACTION_ACTIVE');
    run(begins[mode]);
    const isOver = () => transaction !== own || isClosed || !driver.open || !driver.inTransaction;
    const inside = <Value>(work: () => Value): Promise<Value> =>
      promised(() => {
        if (isOver()) throw new LibsqlError('The transaction is closed', 'TRANSACTION_CLOSED');
        return work();
      });
    const own: Transaction = {
      execute: (statement: InStatement) => inside(() => run(statement)),
      batch: (statements) => inside(() => runAll(statements)),
      executeMultiple: (sql) => inside(() => runScript(sql)),
      commit: () =>
        inside(() => {
          try {
            run('commit');
          } finally {
            giveUp();
          }
        }),
      rollback: () => promised(() => (transaction === own ? giveUp() : undefined)),
      close: () => (transaction === own ? giveUp() : undefined),
      get closed() {
        return isOver();
      },
    };
    transaction = own;
    return own;
  }

  /** Everything or nothing, in a transaction of its own. */
  function together(statements: (InStatement | [string, InArgs?])[]): ResultSet[] {
    begin('write');
    try {
      const results = runAll(statements);
      run('commit');
      return results;
    } finally {
      giveUp();
    }
  }

  return {
    protocol: 'file',
    get closed() {
      return isClosed;
    },
    execute: (statement: InStatement, args?: InArgs) => promised(() => run(statement, args)),
    batch: (statements) => promised(() => together(statements)),
    migrate: (statements) =>
      promised(() => {
        run('pragma foreign_keys = off');
        try {
          return together(statements);
        } finally {
          run('pragma foreign_keys = on');
        }
      }),
    transaction: (mode = 'write') => promised(() => begin(mode as keyof typeof begins)),
    executeMultiple: (sql) =>
      promised(() => {
        try {
          runScript(sql);
        } finally {
          // One that a script began and did not end, or failed in, would take in whatever is executed next.
          if (transaction === null) giveUp();
        }
      }),
    sync: () => Promise.reject(new LibsqlError('A file is no replica.', 'SYNC_NOT_SUPPORTED')),
    reconnect: () => promised(reopen) as never,
    close: () => {
      isClosed = true;
      transaction = null;
      kept = new Map();
      if (driver.open) driver.close();
    },
  } as Client;
}

/** The driver is synchronous, its interface is not: what it throws is a rejection. */
function promised<Value>(work: () => Value): Promise<Value> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error as Error);
  }
}

/** Makes rows of one statement, which have their values by name and, as drizzle reads them, by place. */
function rowMaker(columns: readonly string[]): (values: unknown[]) => Row {
  // The first of two columns of one name has it; one without a name of its own, such as `select 0`, has its place alone.
  const named = columns.flatMap((name, at) => (columns.indexOf(name) === at && !/^(\d+|length)$/.test(name) ? [[name, at] as const] : []));
  class OwnRow {
    readonly #values: unknown[];
    constructor(values: unknown[]) {
      this.#values = values;
      for (const [name, at] of named) (this as Record<string, unknown>)[name] = values[at];
    }
    static {
      const own = (name: PropertyKey, get: (this: OwnRow) => unknown) => Object.defineProperty(OwnRow.prototype, name, { get });
      own('length', function length() {
        return this.#values.length;
      });
      for (let at = 0; at < columns.length; at += 1) {
        own(at, function value() {
          return this.#values[at];
        });
      }
    }
  }
  return (values) => {
    for (let at = 0; at < values.length; at += 1) if (values[at] instanceof Buffer) values[at] = (values[at] as Buffer).buffer;
    return new OwnRow(values) as unknown as Row;
  };
}

function resultOf(columns: string[], rows: Row[], rowsAffected: number, lastInsertRowid: bigint | undefined): ResultSet {
  return { columns, columnTypes: columns.map(() => ''), rows, rowsAffected, lastInsertRowid, toJSON: () => ({ columns, rows, rowsAffected }) };
}

function toDriver(value: InValue): unknown {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (value instanceof Date) return value.valueOf();
  if (value === undefined) throw new TypeError('undefined cannot be passed as argument to the database');
  if (typeof value === 'bigint' && (value > mostWhole || value < -mostWhole - 1n)) throw new RangeError('Only whole numbers of 64 bits can be passed as arguments');
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('Only finite numbers can be passed as arguments');
  return value;
}

function asLibsqlError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { message, code, rawCode } = error as Error & { code: string; rawCode?: number };
  return new LibsqlError(message, baseCodeOf(rawCode), code, rawCode, error as Error);
}
