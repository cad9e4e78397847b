import { z } from 'zod';
import { IntakeFault } from './caseFile.ts';
import { UnmappedField } from './neutralCase.ts';
import { Id, Millis } from './text.ts';
import { sides } from './vocabulary.ts';

/** Files of a bundle by whom they speak for: a side, the case document and what travels with it, or nobody (`beside`). Sizes in bytes. */
export const BundleFiles = z.object({
  of: z.enum([...sides, 'document', 'beside']),
  bytes: z.int(),
  good: z.int(),
  damaged: z.int(),
  missing: z.int(),
  unlisted: z.int(),
});
export type BundleFiles = z.infer<typeof BundleFiles>;

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
  /** What its bundle held; absent for a case that came as a document, and in reports of before this was counted. */
  bundle: z.object({ version: z.string().nullable(), valid: z.boolean(), complete: z.boolean(), files: z.array(BundleFiles) }).optional(),
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
