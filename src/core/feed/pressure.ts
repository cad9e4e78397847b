import { and, count, inArray } from 'drizzle-orm';
import { isWord } from '../db/literal.ts';
import { job } from '../db/schema/job.ts';
import type { Desk } from '../desk.ts';
import { quarantineDir } from '../evidence/keep.ts';
import { makeRoom } from '../evidence/vault/makeRoom.ts';
import { DeskError } from '../fault.ts';

/** How much the feed may bring at once, so that people never wait for it. */
export type FeedLimits = {
  /** Looks into files and imports that may wait while more is fetched. */
  mostWaiting: number;
  /** Disk in bytes that stays free. */
  leastFree: number;
  /** Things of one look; the rest comes a moment later, after others had their turn. */
  mostThings: number;
};
export const feedLimits: FeedLimits = { mostWaiting: 400, leastFree: 1024 ** 3, mostThings: 200 };

/** Why nothing more should be fetched now, in words; null when there is room. */
export async function whyPause(desk: Desk, { mostWaiting, leastFree }: FeedLimits): Promise<string | null> {
  const [found] = await desk.db.select({ jobs: count() }).from(job).where(and(isWord(job.state, 'waiting'), inArray(job.kind, ['evidence.inspect', 'intake.import'])));
  const jobs = Number(found?.jobs ?? 0);
  if (jobs > mostWaiting) return `files and imports have to be looked into first (${jobs} wait)`;
  try {
    await makeRoom(quarantineDir(desk), leastFree);
    return null;
  } catch (error) {
    if (error instanceof DeskError && error.code === 'DISK_FULL') return 'the disk is nearly full';
    throw error;
  }
}
