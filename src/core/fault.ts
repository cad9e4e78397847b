import type { ErrorCode, Fault } from '../contract/reply.ts';

/** A refusal with a code of the contract; the only kind of error whose message reaches a person. */
export class DeskError extends Error {
  readonly code: ErrorCode;
  readonly data: unknown;

  constructor(code: ErrorCode, message: string, data?: unknown) {
    super(message);
    this.name = 'DeskError';
    this.code = code;
    this.data = data;
  }

  toFault(): Fault {
    return this.data === undefined ? { code: this.code, message: this.message } : { code: this.code, message: this.message, data: this.data };
  }
}

/** An error in words that may be kept and shown: those of the database carry its statements with their values, which never leave the core. */
export function sayError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isDiskFull(error)) return diskFullWords;
  const isOfDatabase = 'query' in error || /^(Drizzle|Libsql)/.test(error.name) || error.message.startsWith('SQLITE');
  return isOfDatabase ? 'The database refused this step. Nothing of it was kept.' : error.message;
}

/** NOT_FOUND with the kind of thing and its id. */
export function notFound(what: string, id: string): DeskError {
  return new DeskError('NOT_FOUND', `There is no ${what} with the id ${id} here.`);
}

const diskFullWords = 'The disk is full. Nothing of this step was kept, everything before it is safe; make room and try again.';

function isDiskFull(error: unknown): boolean {
  return hasCode(error, 'SQLITE_FULL') || hasCode(error, 'ENOSPC');
}

/** DISK_FULL when an error, or one it wraps, says that the disk has no more room; else null. */
export function diskFault(error: unknown): Fault | null {
  return isDiskFull(error) ? { code: 'DISK_FULL', message: diskFullWords } : null;
}

/** Whether an error, or one it wraps, carries a code that starts so. */
export function hasCode(error: unknown, prefix: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && cause.code.startsWith(prefix)) return true;
  }
  return false;
}
