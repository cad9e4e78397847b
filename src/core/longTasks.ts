import type { VerifyResult } from '../contract/audit.ts';
import { exportLog, type ExportOrder } from './audit/exportLog.ts';
import type { Db } from './db/open.ts';
import { verifyAll, type VerifyInput } from './verifyAll.ts';

/** Reads that take longer than 50 ms: what each is given and what it answers, both as plain data. */
export type LongReads = { verify: { input: VerifyInput; value: VerifyResult }; measureExport: { input: ExportOrder; value: number } };
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
  verify: verifyAll,
  /** How many bytes an export of the log will have. */
  measureExport: async (db, _dataDir, order) => {
    let size = 0;
    for await (const page of exportLog(db, order)) size += Buffer.byteLength(page, 'utf8');
    return size;
  },
};
