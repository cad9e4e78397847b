import { diskFault, hasCode, sayError } from '../fault.ts';
import { backoffMs } from '../jobs/backoff.ts';
import type { JobAgain, JobHandler, JobTools } from '../jobs/runner.ts';
import { LineFault } from '../refunds/lineFault.ts';
import type { Desk } from '../desk.ts';
import { follow } from './follow.ts';
import type { FeedLine } from './line.ts';
import { lineOf } from './lineOf.ts';
import { feedLimits } from './pressure.ts';
import { keepSource, openSource, readSource } from './source.ts';
import { told, type Told } from './told.ts';

const everyMs = 30_000;
/** After a look that was cut short: soon, but others go first. */
const soonMs = 1_000;
const pausedMs = 5_000;
const longestMs = 2 * 60_000;

/** What a pull works with; tests bring their own. */
export type PullParts = { lineOf: (desk: Desk) => Promise<FeedLine | null>; told: Told; limits?: typeof feedLimits };

/**
 * Job `feed.pull`: looks at the marketplace and takes in what is new there, again and again while the desk has a line to one. It is one row
 * for good, so only one desk of a database looks at a time, and a crash loses nothing: how far it came is written after what it covers.
 */
export function pullWith({ lineOf, told, limits = feedLimits }: PullParts): JobHandler {
  return async (_payload, tools) => {
    const line = await lineOf(tools.desk);
    return line ? look(tools, line, told, limits) : undefined;
  };
}

/** The same for the connection in the settings. */
export const pullFeed = pullWith({ lineOf, told });

async function look(tools: JobTools, line: FeedLine, told: Told, limits: typeof feedLimits): Promise<JobAgain> {
  const { desk, signal } = tools;
  const startedAt = desk.clock();
  const source = await desk.write((tx) => openSource(tx, line.url));
  try {
    const came = await follow(tools, line, source, told, limits);
    const rung = (await readSource(desk.db, line.url))?.rungAt ?? 0;
    const wait = came.pausedBecause !== null ? pausedMs : came.isCutShort || rung >= startedAt ? soonMs : Math.round(everyMs * (0.8 + 0.4 * Math.random()));
    return await end({ pausedBecause: came.pausedBecause, failures: 0, error: null, errorSince: null, stuckOn: null, stuckTimes: 0 }, wait);
  } catch (error) {
    if (signal.aborted) throw error;
    const isFull = diskFault(error) !== null || hasCode(error, 'DISK_FULL');
    if (isFull) return end({ pausedBecause: 'the disk is full' }, everyMs);
    const failures = source.failures + 1;
    const retryAfter = error instanceof LineFault ? (error.retryAfterMs ?? 0) : 0;
    const fault = { pausedBecause: null, failures, error: sayError(error), errorSince: source.errorSince ?? desk.clock() };
    return end(fault, Math.max(retryAfter, soonMs, Math.min(longestMs, backoffMs(failures))));
  }

  async function end(change: Parameters<typeof keepSource>[2], waitMs: number): Promise<JobAgain> {
    const again = desk.clock() + waitMs;
    await keepSource(desk, line.url, { ...change, lookedAt: desk.clock(), nextLookAt: again });
    return { again };
  }
}
