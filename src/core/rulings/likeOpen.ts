import { and, asc, eq, inArray, isNull, lte, ne, notExists, or, sql } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import { mostTogether } from '../../contract/together.ts';
import type { Reason } from '../../contract/vocabulary.ts';
import { mayBeServed } from '../cases/barred.ts';
import { loadCase } from '../cases/lease.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import type { Db } from '../db/open.ts';
import { appeal } from '../db/schema/appeal.ts';
import { toMoney } from '../db/schema/columns.ts';
import { claim } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';

/** Cases of the queue looked at for one answer: with several claims, not all that begin alike are alike. */
const mostLookedAt = 400;

/** Queued cases that `by` may decide and whose claims have the same reasons as this one's, no matter the order; none under appeal. NOT_FOUND. */
export async function likeOpen(db: Db, caseId: string, by: SignedIn, now: number): Promise<OutputOf<'rulings.likeOpen'>> {
  const own = await loadCase(db, caseId);
  const shape = (await shapesOf(db, [caseId])).get(caseId) ?? [];
  const most = own.claimCount === 1 ? mostTogether + 1 : mostLookedAt;
  // By the index of the most due, so that a long queue is not read through.
  const near = await db
    .select()
    .from(disputeCase)
    .where(
      and(
        sql`${disputeCase.state} = 'queued'`,
        eq(disputeCase.isReadOnly, false),
        eq(disputeCase.claimCount, own.claimCount),
        inArray(disputeCase.reason, shape.length > 0 ? [...new Set(shape)] : [own.reason]),
        or(isNull(disputeCase.answerUntil), lte(disputeCase.answerUntil, now)),
        ne(disputeCase.caseId, caseId),
        notExists(db.select({ one: sql`1` }).from(appeal).where(and(eq(appeal.caseId, disputeCase.caseId), eq(appeal.state, 'open')))),
        mayBeServed(db, by, now),
      ),
    )
    .orderBy(asc(disputeCase.dueAt))
    .limit(most);
  const shapes = own.claimCount === 1 ? null : await shapesOf(db, near.map((row) => row.caseId));
  const fits = near.filter((row) => shapes === null || String(shapes.get(row.caseId)) === String(shape));
  return {
    shape,
    rows: fits.slice(0, mostTogether).map((row) => ({ caseId: row.caseId, reference: referenceOf(row), title: row.title, amount: toMoney(row.amountMinor, row.amountCurrency), dueAt: row.dueAt })),
    isMore: fits.length > mostTogether || (shapes !== null && near.length === most),
  };
}

/** The reasons of each case's claims, sorted: cases with the same are of one shape. */
export async function shapesOf(db: Db, caseIds: readonly string[]): Promise<Map<string, Reason[]>> {
  if (caseIds.length === 0) return new Map();
  const claims = await db.select({ caseId: claim.caseId, reason: claim.reason }).from(claim).where(inArray(claim.caseId, [...caseIds]));
  const shapes = new Map<string, Reason[]>();
  for (const { caseId, reason } of claims) shapes.set(caseId, [...(shapes.get(caseId) ?? []), reason].sort());
  return shapes;
}
