import type { VerifyResult } from '../contract/audit.ts';
import type { Figures } from '../contract/figures.ts';
import type { Db } from './db/open.ts';
import { readFigures, type FiguresInput } from './figures/figures.ts';
import { verifyAll } from './verifyAll.ts';

/** Reads that take longer than 50 ms: what each is given and what it answers, both as plain data. */
export type LongReads = {
  verify: { input: Record<string, never>; value: VerifyResult };
  figures: { input: FiguresInput; value: Figures };
};
export type LongTask = keyof LongReads;

/** Runs a long read on a thread and a connection of its own, so that the core goes on answering. Rejects when it fails. */
export type LongRead = <Task extends LongTask>(task: Task, input: LongReads[Task]['input']) => Promise<LongReads[Task]['value']>;

type Tasks = { [Task in LongTask]: (db: Db, dataDir: string, input: LongReads[Task]['input']) => Promise<LongReads[Task]['value']> };

/** Every long read with the function that does it. */
export const longTasks: Tasks = {
  verify: (db, dataDir) => verifyAll(db, dataDir),
  figures: (db, _dataDir, input) => readFigures(db, input),
};
