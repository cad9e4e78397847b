import { z } from 'zod';
import { IntakeFault } from './caseFile.ts';
import { UnmappedField } from './neutralCase.ts';
import { Id, Millis } from './text.ts';

/** What came of one case found in the files. */
export const ImportedCase = z.object({
  caseId: Id,
  reference: z.string(),
  source: z.string(),
  sourceId: z.string(),
  /** `unchanged`: the same content is here already. */
  result: z.enum(['created', 'updated', 'unchanged']),
  paths: z.array(z.string()),
  mapped: z.int(),
  unmapped: z.array(UnmappedField),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  faults: z.array(IntakeFault),
});
export type ImportedCase = z.infer<typeof ImportedCase>;

/** A file that is no case, or that could not be read; it is kept. */
export const FailedFile = z.object({
  path: z.string(),
  code: z.string(),
  message: z.string(),
  /** Line and column, or the path inside the file. */
  at: z.string().nullable(),
});
export type FailedFile = z.infer<typeof FailedFile>;

export const ImportReport = z.object({
  importId: Id,
  /** What was handed in: the first name, and how many more. */
  words: z.string(),
  startedAt: Millis,
  finishedAt: Millis.nullable(),
  by: z.string(),
  state: z.enum(['running', 'finished', 'failed', 'cancelled']),
  error: z.string().nullable(),
  /** Bytes read so far and in all. */
  done: z.int(),
  total: z.int(),
  cases: z.array(ImportedCase),
  failed: z.array(FailedFile),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const ImportSummary = ImportReport.omit({ cases: true, failed: true }).extend({
  caseCount: z.int(),
  failedCount: z.int(),
});
export type ImportSummary = z.infer<typeof ImportSummary>;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;

export const intakeMethods = {
  /** Takes in a batch of files the shell admitted or received; returns at once, progress comes as events. */
  'intake.import': {
    roles: everyone,
    input: z.strictObject({ requestId: z.uuid(), batchId: Id }),
    output: z.object({ importId: Id }),
  },
  'intake.report': { roles: everyone, input: z.strictObject({ importId: Id }), output: ImportReport },
  /** Newest first. */
  'intake.list': { roles: everyone, input: z.strictObject({}), output: z.array(ImportSummary) },
  'intake.cancel': { roles: everyone, input: z.strictObject({ importId: Id }), output: z.null() },
} as const;
