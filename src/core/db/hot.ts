import type { Database, Db } from './open.ts';
import type { Tx } from './write.ts';

/**
 * A query that is built once for a connection and run often: building one costs as much as running it. `build` gets the connection, and
 * its query runs in whatever transaction is open there.
 */
export function hot<Query>(build: (db: Database) => Query): (db: Db | Tx) => Query {
  const built = new WeakMap<object, Query>();
  return (db) => {
    const connection = connectionOf(db);
    const known = built.get(connection);
    if (known !== undefined) return known;
    const made = build(connection);
    built.set(connection, made);
    return made;
  };
}

/** The connection that a reader or a transaction works on: one and the same object while it is open. */
export function connectionOf(db: Db | Tx): Database {
  return ('connection' in db ? db.connection : db) as Database;
}
