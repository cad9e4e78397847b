import { and, eq } from 'drizzle-orm';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import { isWord } from '../db/literal.ts';
import { appeal } from '../db/schema/appeal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { review } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import { sampleItem } from '../db/schema/sample.ts';
import type { Db } from '../db/open.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { referenceOf } from '../reference.ts';
import { whyNotJudgeCase } from './judges.ts';
import { whyKnown } from './mayReview.ts';
import { seatsOf } from './readReview.ts';

/** Begins a blind review: from here on the ruling is hidden from its reviewer until they have noted a view of their own. */
export function openReview(desk: Desk, input: ParsedInputOf<'reviews.open'>, by: SignedIn): Promise<{ reviewId: string }> {
  return once(desk, by, 'reviews.open', input, async (tx) => {
    // The owner of the machine sees every golden case.
    if (by.role !== 'lead') throw new DeskError('NOT_PERMITTED', 'Reviews are made by team leads. Nothing was changed.');
    const { row, reference } = await requireReviewable(tx, input.rulingId);
    const why = await whyNotJudgeCase(tx, row.caseId, by.personId, tx.now);
    if (why !== null) throw new DeskError('NOT_PERMITTED', why);
    // A golden case whose answer one settled (the schema refuses it too), or a ruling the desk showed them elsewhere.
    const known = await whyKnown(tx, input.rulingId, by);
    if (known !== null) throw new DeskError('NOT_PERMITTED', known);
    await requireFirst(tx, input.rulingId, reference, by);
    if (input.sampleId !== null) await requireDrawn(tx, input.sampleId, input.rulingId);
    const reviewId = newId(tx.now);
    await tx.insert(review).values({ reviewId, rulingId: row.rulingId, caseId: row.caseId, sampleId: input.sampleId, reviewerId: by.personId, state: 'open', openedAt: tx.now });
    await append(tx, { by, action: 'review.opened', subject: `review:${reviewId}`, caseId: row.caseId, words: `${by.name} began a blind review of a ruling on ${reference}`, data: { rulingId: row.rulingId, sampleId: input.sampleId }, rows: [{ table: 'review', id: reviewId }] });
    tx.emit({ type: 'reviews.changed' });
    return { reviewId };
  });
}

/** The ruling, when it can be reviewed or rated: the desk's own, in effect, and not under another look. Throws NOT_FOUND and NOT_ALLOWED_NOW. */
export async function requireReviewable(db: Db, rulingId: string): Promise<{ row: typeof ruling.$inferSelect; reference: string }> {
  const [found] = await db.select({ row: ruling, number: disputeCase.number }).from(ruling).innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId)).where(eq(ruling.rulingId, rulingId));
  if (!found) throw notFound('ruling', rulingId);
  const reference = referenceOf(found);
  if (found.row.offerId !== null) throw new DeskError('NOT_ALLOWED_NOW', `Both sides of ${reference} settled by an offer; nobody here ruled, so there is no ruling to judge.`);
  if (found.row.state !== 'effective') throw new DeskError('NOT_ALLOWED_NOW', `The ruling on ${reference} is not in effect; only those that bind are judged.`, { state: found.row.state });
  const [open] = await db.select({ appealId: appeal.appealId }).from(appeal).where(and(eq(appeal.caseId, found.row.caseId), isWord(appeal.state, 'open')));
  if (open) throw new DeskError('NOT_ALLOWED_NOW', `${reference} is under appeal or correction: its ruling is being looked at already. Judge the one that comes of it.`);
  return { row: found.row, reference };
}

async function requireFirst(db: Db, rulingId: string, reference: string, by: SignedIn): Promise<void> {
  const seats = await seatsOf(db, by);
  const own = (await db.select().from(review).where(eq(review.rulingId, rulingId))).filter((one) => seats.includes(one.reviewerId));
  const live = own.find(({ state }) => state !== 'dropped');
  if (live) throw new DeskError('NOT_ALLOWED_NOW', `You review this ruling on ${reference} already. Go on with that review.`, { reviewId: live.reviewId });
  // What was dropped showed its ruling again: a second look of the same person would not be blind.
  if (own.length > 0) throw new DeskError('NOT_ALLOWED_NOW', `You dropped a review of this ruling on ${reference} before and may have seen the ruling since; another person reviews it.`);
}

async function requireDrawn(db: Db, sampleId: string, rulingId: string): Promise<void> {
  const [drawn] = await db.select({ position: sampleItem.position }).from(sampleItem).where(and(eq(sampleItem.sampleId, sampleId), eq(sampleItem.rulingId, rulingId)));
  if (!drawn) throw new DeskError('BAD_INPUT', 'This ruling is not in that sample. Load the sample again.');
}
