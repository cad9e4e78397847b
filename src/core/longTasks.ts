import type { VerifyResult } from '../contract/audit.ts';
import type { Figures } from '../contract/figures.ts';
import type { Db } from './db/open.ts';
import { makeCaseReport, makeDecisionsReport, type CaseReportInput, type DecisionsReportInput, type ReportBytes } from './reports/make.ts';
import { readFigures, type FiguresInput } from './figures/figures.ts';
import { verifyAll } from './verifyAll.ts';

/** Reads that take longer than 50 ms: what each is given and what it answers, both as plain data. */
export type LongReads = {
  verify: { input: Record<string, never>; value: VerifyResult };
  caseReport: { input: CaseReportInput; value: ReportBytes };
  decisionsReport: { input: DecisionsReportInput; value: ReportBytes };
  figures: { input: FiguresInput; value: Figures };
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
  verify: (db, dataDir) => verifyAll(db, dataDir),
  caseReport: (db, _dataDir, input) => makeCaseReport(db, input),
  decisionsReport: (db, _dataDir, input, onProgress) => makeDecisionsReport(db, input, onProgress),
  figures: (db, _dataDir, input) => readFigures(db, input),
};
