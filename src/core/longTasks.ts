import { sql } from 'drizzle-orm';
import type { VerifyResult } from '../contract/audit.ts';
import type { Figures } from '../contract/figures.ts';
import type { ExportOrder } from './audit/exportLog.ts';
import type { Db } from './db/open.ts';
import type { CaseReportInput, DecisionsReportInput, ReportBytes } from './reports/make.ts';
import type { ImageHash } from './evidence/imageHash.ts';
import type { NearPicture } from './evidence/nearPictures.ts';
import type { FiguresInput } from './figures/figures.ts';
import type { Coverage, SamplePreview } from '../contract/samplePlan.ts';
import type { SampleCheck } from '../contract/samples.ts';
import type { checkSample } from './reviews/checkSample.ts';
import type { coverSample, drawAt, previewSample, DrawnSample } from './reviews/longSamples.ts';
import type { SearchFound } from '../contract/search.ts';
import type { FindInput } from './search/find.ts';
import type { IndexRow } from './search/indexRows.ts';
import type { VerifyInput } from './verifyAll.ts';

/** Reads that take longer than 50 ms: what each is given and what it answers, both as plain data. */
export type LongReads = {
  verify: { input: VerifyInput; value: VerifyResult };
  /** How many bytes an export of the log will have. */
  measureExport: { input: ExportOrder; value: number };
  caseReport: { input: CaseReportInput; value: ReportBytes };
  decisionsReport: { input: DecisionsReportInput; value: ReportBytes };
  figures: { input: FiguresInput; value: Figures };
  near: { input: ImageHash; value: NearPicture[] };
  search: { input: FindInput; value: SearchFound };
  /** What the index of words is to hold of some cases. */
  searchRows: { input: { numbers: number[] }; value: IndexRow[] };
  /** Moves the write-ahead log into the file, as far as nobody who reads is in the way. */
  moveLog: { input: Record<string, never>; value: null };
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

/** Every long read with the function that does it; each is loaded when it is asked for first, so that a thread starts fast and small. */
export const longTasks: Tasks = {
  caseReport: async (db, _dataDir, input) => (await import('./reports/make.ts')).makeCaseReport(db, input),
  decisionsReport: async (db, _dataDir, input, onProgress) => (await import('./reports/make.ts')).makeDecisionsReport(db, input, onProgress),
  figures: async (db, _dataDir, input) => (await import('./figures/figures.ts')).readFigures(db, input),
  near: async (db, _dataDir, hash) => (await import('./evidence/nearPictures.ts')).findNear(db, hash),
  search: async (db, _dataDir, input) => (await import('./searchTask.ts')).search(db, input),
  searchRows: async (db, _dataDir, { numbers }) => (await import('./search/indexRows.ts')).makeIndexRows(db, numbers),
  moveLog: async (db) => {
    await db.get(sql`pragma wal_checkpoint(passive)`);
    return null;
  },
  samplePreview: async (db, _dataDir, input) => (await import('./reviews/longSamples.ts')).previewSample(db, input),
  sampleDraw: async (db, _dataDir, input) => (await import('./reviews/longSamples.ts')).drawAt(db, input),
  sampleCoverage: async (db, _dataDir, input) => (await import('./reviews/longSamples.ts')).coverSample(db, input),
  sampleCheck: async (db, _dataDir, input) => (await import('./reviews/checkSample.ts')).checkSample(db, input),
  verify: async (...asked) => (await import('./verifyAll.ts')).verifyAll(...asked),
  measureExport: async (db, _dataDir, order) => {
    const { exportLog } = await import('./audit/exportLog.ts');
    let size = 0;
    for await (const page of exportLog(db, order)) size += Buffer.byteLength(page, 'utf8');
    return size;
  },
};
