import { and, desc, inArray, isNotNull, sql } from 'drizzle-orm';
import type { PayoutNow } from '../../contract/refundStates.ts';
import type { Db } from '../db/open.ts';
import { returnOrder } from '../db/schema/goodsBack.ts';
import { job } from '../db/schema/job.ts';
import { payoutRun } from '../db/schema/ruling.ts';
import { payoutJobKey, type RefundRow } from './orderPayout.ts';

type JobRow = typeof job.$inferSelect;

/** What a refund waits for, in words: the thing itself, or a person who has to decide about it. */
const waitWords: Record<NonNullable<RefundRow['waitsFor']>, { itself: string; person: string }> = { return: { itself: 'It waits for the return of the goods.', person: 'It waits for somebody to decide about the return.' } };

/** Jobs that pay refunds, in the words of the index over them. */
export const isPayoutJob = sql`${job.kind} = 'refund.payOut'`;

/** What each of these refunds waits for now, by its id; those that nothing more happens to are left out. */
export async function readPayoutsNow(db: Db, refunds: readonly RefundRow[]): Promise<Map<string, PayoutNow>> {
  const live = refunds.filter(({ state }) => state !== 'settled' && state !== 'cancelled');
  if (live.length === 0) return new Map();
  const ids = live.map(({ refundId }) => refundId);
  const jobs = await db.select().from(job).where(and(isPayoutJob, inArray(job.uniqueKey, ids.map(payoutJobKey)))).orderBy(desc(job.jobId));
  const runs = await db.select().from(payoutRun).where(inArray(payoutRun.refundId, ids));
  const undecided = await undecidedCases(db, live);
  return new Map(
    live.map((row) => {
      const latest = jobs.find(({ uniqueKey }) => uniqueKey === payoutJobKey(row.refundId)) ?? null;
      return [row.refundId, payoutNow(row, latest, runs.find(({ refundId }) => refundId === row.refundId)?.asks ?? 0, undecided.has(row.caseId))];
    }),
  );
}

/** Cases whose return needs a person, among those of refunds that wait for one. */
async function undecidedCases(db: Db, refunds: readonly RefundRow[]): Promise<Set<string>> {
  const caseIds = refunds.filter(({ waitsFor }) => waitsFor === 'return').map(({ caseId }) => caseId);
  if (caseIds.length === 0) return new Set();
  const rows = await db.select({ caseId: returnOrder.caseId }).from(returnOrder).where(and(inArray(returnOrder.caseId, caseIds), isNotNull(returnOrder.needs)));
  return new Set(rows.map(({ caseId }) => caseId));
}

/** What a refund waits for, from its row, its newest job and how often the marketplace said that it is at it. Pure. */
export function payoutNow(row: RefundRow, latest: JobRow | null, asks: number, needsPerson: boolean): PayoutNow {
  const isWaiting = latest?.state === 'waiting';
  const isAtWork = latest?.state === 'running';
  return {
    waits: waitsWords(row, isWaiting || isAtWork, asks, isWaiting ? latest.error : null, needsPerson),
    nextTryAt: isWaiting ? latest.runAfter : null,
    isAtWork,
    attempts: latest?.attempts ?? 0,
    maxAttempts: latest?.maxAttempts ?? 0,
    jobId: latest?.jobId ?? null,
    canRetry: latest?.state === 'failed' || (isWaiting && (latest.attempts > 0 || row.state === 'sent' || row.state === 'unknown')),
  };
}

function waitsWords({ state, waitsFor, error }: RefundRow, isGoingOn: boolean, asks: number, lastFault: string | null, needsPerson: boolean): string {
  if (state === 'planned') return 'It is ordered when the ruling takes effect.';
  if (waitsFor !== null) return waitWords[waitsFor][needsPerson ? 'person' : 'itself'];
  if (state === 'sent') return asks > 0 ? 'The marketplace works on it.' : 'The marketplace has not answered yet.';
  if (state === 'unknown') return isGoingOn ? 'The marketplace is asked by key before anything is sent again.' : 'Nobody asks about it any more until it is tried again.';
  if (state === 'failed') return isGoingOn ? 'It is tried again.' : 'It waits for somebody to look at it.';
  if (error !== null) return 'It is handed over again by itself.';
  // A fault of asking is not written on the refund; without it a marketplace that is down looks like a payout about to go.
  return lastFault === null ? 'It is handed over next.' : `The last try did not get through. ${lastFault}`;
}
