import { eq } from 'drizzle-orm';
import { importRun } from '../db/schema/intake.ts';
import type { Desk } from '../desk.ts';

/** How far an import has come, in bytes. Screens hear of it several times a second, the database once. */
export type Progress = {
  /** All bytes there are to read. */
  expect(total: number): void;
  /** Bytes read of the file that is being read. */
  reach(bytes: number): void;
  /** A file is done. Throws what the database said to an earlier step. */
  add(bytes: number): Promise<void>;
};

const tellEveryMs = 250;
const writeEveryMs = 1_000;

/** Progress of one run; `tell` takes the percentage for its job. */
export function createProgress(desk: Desk, importId: string, tell: (percent: number) => Promise<void>): Progress {
  let finished = 0;
  let total = 0;
  let toldAt = -Infinity;
  let writtenAt = -Infinity;
  let writing: Promise<void> = Promise.resolve();

  async function write(done: number): Promise<void> {
    await desk.write((tx) => tx.update(importRun).set({ done, total }).where(eq(importRun.importId, importId)));
    await tell(total === 0 ? 0 : (100 * done) / total);
  }

  function reach(bytes: number): void {
    const now = performance.now();
    if (now - toldAt < tellEveryMs) return;
    toldAt = now;
    const done = Math.min(total, finished + bytes);
    desk.events.emit({ type: 'import.changed', importId, done, total, isFinished: false });
    if (now - writtenAt < writeEveryMs) return;
    writtenAt = now;
    writing = writing.then(() => write(done));
    // Thrown by the next `add`; until then it must not end the process.
    writing.catch(() => undefined);
  }

  return {
    expect: (bytes) => {
      total = bytes;
    },
    reach,
    add: async (bytes) => {
      finished += bytes;
      await writing;
      reach(0);
      await writing;
    },
  };
}
