import { z } from 'zod';
import { DecisionFilter } from './rulings.ts';
import { Id, Sha256 } from './text.ts';

/** The most rulings a report takes, by its format: set as pages, or one row after the other. */
export const mostReportRows = { pdf: 5_000, csv: 50_000, json: 50_000 } as const;

export const reportFormats = ['pdf', 'csv', 'json'] as const;
export const ReportFormat = z.enum(reportFormats);
export type ReportFormat = z.infer<typeof ReportFormat>;

/** A report that can be fetched as a file by its id, by whoever made it, in the session it was made in. */
export const MadeReport = z.object({
  reportId: Id,
  fileName: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.int(),
  /** Of the file; the entry of the log on it carries the same. */
  sha256: Sha256,
  /** Rulings in it; null for a case report. */
  rows: z.int().nullable(),
});
export type MadeReport = z.infer<typeof MadeReport>;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;
/** `requestId` becomes the id of the report, which is printed on it. */
const make = z.strictObject({ requestId: z.uuid() });

export const reportMethods = {
  /**
   * Makes the report of a case, as it is or as it was when a ruling on it was staged, and logs who took it out. Who only looks after bundles
   * gets rulings without their reasons; NOT_ALLOWED_NOW for a ruling that
   * is hidden in an appeal, and for a case whose rulings are to be judged blind.
   */
  'reports.ofCase': { roles: everyone, input: make.extend({ caseId: Id, rulingId: Id.nullable().default(null), format: z.enum(['pdf', 'json']) }), output: MadeReport },
  /** Makes the report of the rulings of a filter and logs who took it out. BAD_INPUT with `{most}` for more than it takes. */
  'reports.ofDecisions': { roles: ['mediator', 'lead', 'admin'], input: make.extend({ filter: DecisionFilter.default({}), format: ReportFormat }), output: MadeReport },
  /** How far the making of a report has come; null when it is not being made. */
  'reports.progress': { roles: everyone, input: make, output: z.object({ done: z.int(), total: z.int() }).nullable() },
  /** Stops the making of a report: its call ends with CONFLICT. Nothing is logged then, because nothing leaves. */
  'reports.cancel': { roles: everyone, input: make, output: z.null() },
} as const;
