import { sql } from 'drizzle-orm';
import type { LongRead } from '../longTasks.ts';
import type { Db } from './open.ts';

/** Between two looks: what is written again and again meanwhile is moved once. */
const lookMs = 500;

export type LogMover = { stop(): Promise<void> };

/**
 * Moves the write-ahead log into the file on another thread, soon after something was written: whoever writes would else do it in the middle of a
 * commit every 4 MB, 15 ms each time. Should it fail or fall behind, the writer moves the log at 64 MB.
 */
export function startMovingLog({ db, longRead }: { db: Db; longRead: LongRead }, report: (error: unknown) => void): LogMover {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let moved: bigint | null = null;
  let running: Promise<void> = Promise.resolve();

  async function moveWritten(): Promise<void> {
    // Another number after each commit of another connection.
    const now = await db.get<{ data_version: bigint }>(sql`pragma data_version`);
    if (now === undefined || now.data_version === moved) return;
    await longRead('moveLog', {});
    moved = now.data_version;
  }

  const look = () => {
    running = moveWritten()
      .catch((error: unknown) => void (isStopped || report(error)))
      .finally(() => {
        if (!isStopped) timer = setTimeout(look, lookMs).unref();
      });
  };
  look();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
