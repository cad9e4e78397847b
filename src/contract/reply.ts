import { z } from 'zod';

/** Every way a call can fail, in the words the screens and the command line share. */
export const errorCodes = [
  'BAD_INPUT',
  'UNKNOWN_METHOD',
  'NOT_SIGNED_IN',
  'LOCKED',
  'WRONG_PASSPHRASE',
  'TOO_MANY_TRIES',
  'PASSPHRASE_DUE',
  'NOT_PERMITTED',
  'NOT_FOUND',
  'CONFLICT',
  'LEASE_LOST',
  'NOT_ALLOWED_NOW',
  'UNFAIR_PROCESS',
  'ABOVE_CAP',
  'DATA_FOLDER_BUSY',
  'DATABASE_KEY_WRONG',
  'DISK_FULL',
  'OFFLINE',
  'INTERNAL',
] as const;
export const ErrorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** What went wrong, said so that a person knows what, where and what is safe. */
export type Fault = { code: ErrorCode; message: string; data?: unknown };

/** The answer to every call; `handle` never throws. */
export type Reply<Value = unknown> = { ok: true; value: Value } | { ok: false; error: Fault };
