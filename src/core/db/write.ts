import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibSQLTransaction } from 'drizzle-orm/libsql';
import type { DeskEvent } from '../../contract/events.ts';
import type { Events } from '../events.ts';
import { hasCode } from '../fault.ts';
import type { Connection, Database } from './open.ts';

/** Signs checkpoints of the log with the key of this desk, and keeps a signed one in its anchor file. */
export type Signer = { readonly publicKey: string; sign(text: string): string; keep(line: string): void };

/** One open write transaction. Events and follow-ups given to it happen after commit, or never. */
export type Tx = LibSQLTransaction<Record<string, never>, Record<string, never>> & {
  /** The moment of this write, integer ms UTC: every row of it carries the same. */
  readonly now: number;
  /** The connection it runs on, for queries that are built once; see `hot`. */
  readonly connection: Database;
  /** Null on a desk without a key. */
  readonly signer: Signer | null;
  emit(event: DeskEvent): void;
  afterCommit(run: () => void): void;
};

/** Runs a change in one transaction, one at a time in the order asked. Inside, only the database is touched. */
export type Write = <Value>(change: (tx: Tx) => Promise<Value>) => Promise<Value>;

/**
 * The one write lock of a process. Two open write transactions on a file freeze each other until the timeout
 * (tursodatabase/libsql-client-ts#288), and after SQLITE_BUSY the next one fails at COMMIT (#352): reconnect, retry once.
 */
export function createWrite(connection: Connection, events: Events, clock: () => number, signer: () => Signer | null = () => null): Write {
  let last: Promise<unknown> = Promise.resolve();

  async function run<Value>(change: (tx: Tx) => Promise<Value>): Promise<Value> {
    const followUps: (() => void)[] = [];
    const value = await connection.db.transaction(
      (transaction) =>
        change(
          Object.assign(transaction, {
            now: clock(),
            connection: connection.db,
            signer: signer(),
            emit: (event: DeskEvent) => followUps.push(() => events.emit(event)),
            afterCommit: (follow: () => void) => followUps.push(follow),
          }) as Tx,
        ),
      { behavior: 'immediate' },
    );
    for (const follow of followUps) follow();
    return value;
  }

  return (change) => {
    const turn = last.then(async () => {
      try {
        return await run(change);
      } catch (error) {
        if (!isBusy(error)) throw error;
        await connection.reconnect();
        // Whoever holds the lock on this very thread comes to the end of it first.
        await nextTurn();
        return run(change);
      }
    });
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** Whether a database error, or one it wraps, says that another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return hasCode(error, 'SQLITE_BUSY');
}
