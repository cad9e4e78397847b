import type { ReportFormat } from '../../contract/reports.ts';
import type { Db } from '../db/open.ts';
import { sha256 } from '../ids.ts';
import { decisionsCsv } from './decisionsCsv.ts';
import { casePaper } from './pdf/casePaper.ts';
import { decisionsPaper } from './pdf/decisionsPaper.ts';
import { readCaseReport, type CaseReportOrder } from './readCaseReport.ts';
import { readDecisionsReport, type DecisionsReportOrder } from './readDecisionsReport.ts';

/** The file of a report; `rows` null for a case. */
export type ReportBytes = { bytes: Uint8Array; sha256: string; rows: number | null };

export type CaseReportInput = CaseReportOrder & { format: Exclude<ReportFormat, 'csv'> };
/** `total`: how many rulings the filter found when it was asked for, the most it takes. */
export type DecisionsReportInput = DecisionsReportOrder & { format: ReportFormat; total: number };

const tellEvery = 100;

/** A case report as a file, made on the thread of a long read. */
export async function makeCaseReport(db: Db, { format, ...order }: CaseReportInput): Promise<ReportBytes> {
  const report = await readCaseReport(db, order);
  return toBytes(format === 'json' ? json(report) : await casePaper(report), null);
}

/** A decisions report as a file, made on the thread of a long read; setting a row on paper takes as long as reading it, or longer. */
export async function makeDecisionsReport(db: Db, { format, total, ...order }: DecisionsReportInput, onProgress: (done: number, total: number) => void = () => undefined): Promise<ReportBytes> {
  const steps = format === 'pdf' ? total * 2 : total;
  const report = await readDecisionsReport(db, order, total, (done) => onProgress(done, steps));
  if (format === 'csv') return toBytes(decisionsCsv(report), report.rows.length);
  if (format === 'json') return toBytes(json(report), report.rows.length);
  let done = total;
  const onRow = () => {
    done += 1;
    if (done % tellEvery === 0) onProgress(done, steps);
  };
  return toBytes(await decisionsPaper(report, onRow), report.rows.length);
}

function json(report: object): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function toBytes(content: string | Uint8Array, rows: number | null): ReportBytes {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { bytes, sha256: sha256(bytes), rows };
}
