import { sql, type SQL } from 'drizzle-orm';
import type { Trouble } from '../../contract/queues.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';

/** A case that waits for so many days, though nobody has to answer, is stuck. */
export const stuckDays = 14;
/** So many leases that ran out, takings or skips without a ruling are too many. */
export const trouble = { lapses: 3, takings: 4, skips: 3 } as const;
const dayMs = 86_400_000;

/** As the index `dispute_case_trouble` has it. */
const isCounted = sql`(${disputeCase.takings} >= 4 or ${disputeCase.skips} >= 3 or ${disputeCase.lapses} >= 3)`;
const isUndecided = sql`${disputeCase.state} in ('queued', 'in_review', 'waiting')`;

/** Cases that wait for long though nobody has to answer, as SQL over `dispute_case`; those that came back to the queue only since then do not. */
export function waitsLong(now: number): SQL {
  const before = BigInt(now - stuckDays * dayMs);
  return sql`(${disputeCase.state} = 'queued' and ${disputeCase.receivedAt} < ${before} and coalesce(${disputeCase.cameBackAt}, 0) < ${before} and coalesce(${disputeCase.answerUntil}, 0) <= ${BigInt(now)})`;
}

/** Cases whose leases ran out again and again, as SQL over `dispute_case`. */
export function hasLapsed(): SQL {
  return sql`(${isCounted} and ${disputeCase.lapses} >= ${trouble.lapses} and ${isUndecided})`;
}

/** Cases taken or skipped again and again without a ruling, as SQL over `dispute_case`. */
export function isBouncing(): SQL {
  return sql`(${isCounted} and (${disputeCase.takings} >= ${trouble.takings} or ${disputeCase.skips} >= ${trouble.skips}) and ${isUndecided})`;
}

/** What is wrong with a case, in words. Pure. */
export function sayTroubles(row: { receivedAt: number; takings: number; skips: number; lapses: number; isWaiting: boolean }, now: number): Trouble['why'] {
  const why: Trouble['why'] = [];
  if (row.isWaiting) why.push({ code: 'waits', words: `Waits for ${Math.floor((now - row.receivedAt) / dayMs)} days, though nobody has to answer.` });
  if (row.lapses >= trouble.lapses) why.push({ code: 'lapsed', words: `Leases on it ran out ${row.lapses} times.` });
  if (row.takings >= trouble.takings) why.push({ code: 'taken', words: `Taken ${row.takings} times without a ruling.` });
  if (row.skips >= trouble.skips) why.push({ code: 'skipped', words: `Skipped ${row.skips} times without a ruling.` });
  return why;
}
