import { and, asc, desc, eq, gt, isNull, lt, not, notInArray, or, sql } from 'drizzle-orm';
import { JobState, mostCounted, type Job } from '../../contract/jobs.ts';
import { append } from '../audit/append.ts';
import { job } from '../db/schema/job.ts';
import { refund } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { areRulingsHidden, requireRulingsShown } from '../hiddenRulings.ts';

function toJob(row: typeof job.$inferSelect): Job {
  const { payload: _payload, uniqueKey: _uniqueKey, leaseEndsAt: _leaseEndsAt, ...shown } = row;
  return shown;
}

/** Jobs that say what was ruled, or by being there that money went; left out while that is hidden. */
const tellsOfRuling = ['ruling.takeEffect', 'refund.payOut', 'correction.send', 'return.order', 'return.lapse'] as const satisfies Job['kind'][];
const isTelling = (kind: Job['kind']) => tellsOfRuling.some((one) => one === kind);

/** How many jobs are in each state, counted to one more than `mostCounted`: the jobs of a million cases are not all gone through for a number. */
export async function countJobs(db: Db): Promise<Record<Job['state'], number>> {
  const counts = { waiting: 0, running: 0, done: 0, failed: 0 };
  for (const state of JobState.options) {
    const [row] = await db.all<{ count: bigint }>(sql`select count(*) as count from (select 1 from job where state = ${state} limit ${BigInt(mostCounted + 1)})`);
    counts[state] = Number(row?.count ?? 0);
  }
  return counts;
}

/** A payout that was handed over waits for an answer, and asking sooner does no harm. */
async function isAskedAbout(tx: Tx, { kind, payload }: typeof job.$inferSelect): Promise<boolean> {
  if (kind !== 'refund.payOut') return false;
  const [found] = await tx.select({ state: refund.state }).from(refund).where(eq(refund.refundId, String(payload['refundId'])));
  return found?.state === 'sent' || found?.state === 'unknown';
}

export const jobHandlers: Pick<Handlers, 'jobs.list' | 'jobs.retry'> = {
  'jobs.list': async (desk, input, by) => {
    const isSoonestFirst = input.state === 'waiting';
    const key = isSoonestFirst ? job.runAfter : job.createdAt;
    const [at, id] = input.cursor?.split('|') ?? [];
    const before = isSoonestFirst ? gt : lt;
    const rows = await desk.db
      .select()
      .from(job)
      // Left out before a page is cut: an empty one with another behind it would say that there was a payout.
      .where(and(eq(job.state, input.state), at && id ? before(key, Number(at)) : undefined, or(isNull(job.caseId), notInArray(job.kind, tellsOfRuling), not(areRulingsHidden(job.caseId, by)))))
      .orderBy(isSoonestFirst ? asc(key) : desc(key), asc(job.jobId))
      .limit(input.limit + 1);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      rows: page.map(toJob),
      nextCursor: rows.length > page.length && last ? `${isSoonestFirst ? last.runAfter : last.createdAt}|${last.jobId}` : null,
      counts: await countJobs(desk.db),
    };
  },

  'jobs.retry': (desk, input, by) =>
    desk.write(async (tx) => {
      const [found] = await tx.select().from(job).where(eq(job.jobId, input.jobId));
      if (!found) throw notFound('job', input.jobId);
      if (found.caseId !== null && isTelling(found.kind)) await requireRulingsShown(tx, found.caseId, by);
      // A job that waits for its first attempt waits for a reason, such as the undo window of a ruling.
      if (found.state !== 'failed' && !(found.state === 'waiting' && (found.attempts > 0 || (await isAskedAbout(tx, found))))) throw new DeskError('NOT_ALLOWED_NOW', `This job is ${found.state}, not failed; there is nothing to retry.`);
      const [retried] = await tx
        .update(job)
        // Some jobs do by hand what they never do by themselves, such as sending again what was refused.
        .set({ state: 'waiting', attempts: 0, runAfter: tx.now, finishedAt: null, payload: { ...found.payload, byHand: true } })
        .where(eq(job.jobId, input.jobId))
        .returning();
      if (!retried) throw notFound('job', input.jobId);
      await append(tx, {
        by,
        action: 'job.retried',
        subject: `job:${retried.jobId}`,
        ...(retried.caseId ? { caseId: retried.caseId } : {}),
        words: `Tried again: ${retried.words}`,
      });
      tx.emit({ type: 'job.changed', jobId: retried.jobId });
      if (retried.kind === 'refund.payOut' && retried.caseId !== null) tx.emit({ type: 'payout.changed', caseId: retried.caseId });
      return toJob(retried);
    }),
};
