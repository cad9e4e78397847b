/** The names of SQLite's result codes, by their number. */
const names = [
  '', 'ERROR', 'INTERNAL', 'PERM', 'ABORT', 'BUSY', 'LOCKED', 'NOMEM', 'READONLY', 'INTERRUPT', 'IOERR', 'CORRUPT', 'NOTFOUND', 'FULL', 'CANTOPEN',
  'PROTOCOL', 'EMPTY', 'SCHEMA', 'TOOBIG', 'CONSTRAINT', 'MISMATCH', 'MISUSE', 'NOLFS', 'AUTH', 'FORMAT', 'RANGE', 'NOTADB', 'NOTICE', 'WARNING',
];

/** The name of a result code, extended or not, as `SQLITE_BUSY`. */
export function baseCodeOf(rawCode: number | undefined): string {
  const name = rawCode === undefined ? undefined : names[rawCode & 0xff];
  return `SQLITE_${name || 'UNKNOWN'}`;
}
