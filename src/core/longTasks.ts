import type { VerifyResult } from '../contract/audit.ts';
import type { Figures } from '../contract/figures.ts';
import { exportLog, type ExportOrder } from './audit/exportLog.ts';
import type { Db } from './db/open.ts';
import { makeCaseReport, makeDecisionsReport, type CaseReportInput, type DecisionsReportInput, type ReportBytes } from './reports/make.ts';
import { readFigures, type FiguresInput } from './figures/figures.ts';
import type { Coverage, SamplePreview } from '../contract/samplePlan.ts';
import type { SampleCheck } from '../contract/samples.ts';
import { checkSample } from './reviews/checkSample.ts';
import { coverSample, drawAt, previewSample, type DrawnSample } from './reviews/longSamples.ts';
import { verifyAll, type VerifyInput } from './verifyAll.ts';

/** Reads that take longer than 50 ms: what each is given and what it answers, both as plain data. */
export type LongReads = {
  verify: { input: VerifyInput; value: VerifyResult };
  /** How many bytes an export of the log will have. */
  measureExport: { input: ExportOrder; value: number };
  caseReport: { input: CaseReportInput; value: ReportBytes };
  decisionsReport: { input: DecisionsReportInput; value: ReportBytes };
  figures: { input: FiguresInput; value: Figures };
  samplePreview: { input: Parameters<typeof previewSample>[1]; value: SamplePreview };
  sampleDraw: { input: Parameters<typeof drawAt>[1]; value: DrawnSample };
  sampleCoverage: { input: Parameters<typeof coverSample>[1]; value: Coverage };
  sampleCheck: { input: Parameters<typeof checkSample>[1]; value: SampleCheck };
};
export type LongTask = keyof LongReads;

/** Hears how far a long read has come. */
export type OnProgress = (done: number, total: number) => void;
/** Stopping a long read and watching it. */
export type LongWatch = { signal?: AbortSignal; onProgress?: OnProgress };

/** Runs a long read on a thread and a connection of its own, so that the core goes on answering. Rejects when it fails or is stopped. */
export type LongRead = <Task extends LongTask>(task: Task, input: LongReads[Task]['input'], watch?: LongWatch) => Promise<LongReads[Task]['value']>;

type Tasks = { [Task in LongTask]: (db: Db, dataDir: string, input: LongReads[Task]['input'], onProgress?: OnProgress) => Promise<LongReads[Task]['value']> };

/** Every long read with the function that does it. */
export const longTasks: Tasks = {
  caseReport: (db, _dataDir, input) => makeCaseReport(db, input),
  decisionsReport: (db, _dataDir, input, onProgress) => makeDecisionsReport(db, input, onProgress),
  figures: (db, _dataDir, input) => readFigures(db, input),
  samplePreview: (db, _dataDir, input) => previewSample(db, input),
  sampleDraw: (db, _dataDir, input) => drawAt(db, input),
  sampleCoverage: (db, _dataDir, input) => coverSample(db, input),
  sampleCheck: (db, _dataDir, input) => checkSample(db, input),
  verify: verifyAll,
  measureExport: async (db, _dataDir, order) => {
    let size = 0;
    for await (const page of exportLog(db, order)) size += Buffer.byteLength(page, 'utf8');
    return size;
  },
};
