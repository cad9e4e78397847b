import { and, count, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import type { goldenMethods, GoldenCase, GoldenResult } from '../../contract/goldens.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import { review } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import { goldenCase, goldenKnown } from '../db/schema/sample.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { casesWithHiddenRulings, requireRulingsShown } from '../hiddenRulings.ts';
import { newId } from '../ids.ts';
import { mayKnowGolden } from '../knownGoldens.ts';
import { once } from '../once.ts';
import { referenceOf } from '../reference.ts';
import { wilson } from '../figures/wilson.ts';
import { whyNotReviewOne } from './mayReview.ts';

/** Golden cases: marked, retired, and what reviewers made of them. */
export const goldenHandlers: Pick<Handlers, keyof typeof goldenMethods> = {
  'goldens.mark': (desk, input, by) => once(desk, by, 'goldens.mark', input, (tx) => mark(tx, input, by)),

  'goldens.retire': (desk, input, by) =>
    once(desk, by, 'goldens.retire', input, async (tx) => {
      const [known] = await tx
        .select({ rulingId: goldenCase.rulingId, retiredAt: goldenCase.retiredAt })
        .from(goldenCase)
        .innerJoin(goldenKnown, and(eq(goldenKnown.rulingId, goldenCase.rulingId), eq(goldenKnown.personId, by.personId)))
        .where(eq(goldenCase.goldenId, input.goldenId));
      if (!known) throw notFound('golden case you know of', input.goldenId);
      if (known.retiredAt !== null) throw new DeskError('NOT_ALLOWED_NOW', 'This golden case is retired already.');
      await tx.update(goldenCase).set({ retiredAt: tx.now }).where(eq(goldenCase.rulingId, known.rulingId));
      await note(tx, by, 'golden.retired', `${by.name} retired a golden case`, input.goldenId);
      return null;
    }),

  'goldens.list': (desk, _input, by) => listGoldens(desk.db, by),
  'goldens.results': (desk, _input, by) => readResults(desk.db, by),
};

/** Settles the right answer of a ruling. An entry of the log names neither the ruling nor its case: whoever reads the log would know what is golden. */
async function mark(tx: Tx, input: ParsedInputOf<'goldens.mark'>, by: SignedIn): Promise<{ is: 'marked' | 'already' }> {
  const { rulingId, verdict, outcome, amount, words } = input;
  const [row] = await tx.select().from(ruling).where(eq(ruling.rulingId, rulingId));
  if (!row) throw notFound('ruling', rulingId);
  await requireRulingsShown(tx, row.caseId, by);
  if (row.state !== 'effective' || row.offerId !== null) throw new DeskError('NOT_ALLOWED_NOW', 'Only a ruling of the desk that took effect can be a golden case.');
  if ((outcome === 'no_refund') !== (amount === null)) throw new DeskError('BAD_INPUT', 'A refund has an amount, and no refund has none.');
  if (amount && (amount.minor === '0' || amount.minor.startsWith('-'))) throw new DeskError('BAD_INPUT', 'The right amount is above nothing.');
  const [open] = await tx
    .select({ reviewId: review.reviewId })
    .from(review)
    .where(and(eq(review.rulingId, rulingId), eq(review.reviewerId, by.personId), inArray(review.state, ['open', 'viewed'])));
  if (open) throw new DeskError('NOT_ALLOWED_NOW', 'You are reviewing this ruling. Decide your review first.');
  const [golden] = await tx.select().from(goldenCase).where(eq(goldenCase.rulingId, rulingId));
  const knows = await tx.$count(goldenKnown, and(eq(goldenKnown.rulingId, rulingId), eq(goldenKnown.personId, by.personId)));
  if (golden && knows > 0) throw new DeskError('NOT_ALLOWED_NOW', golden.retiredAt === null ? 'This ruling is a golden case already.' : 'This ruling was a golden case, and is retired for good.');
  const why = await whyNotReviewOne(tx, rulingId, by, tx.now);
  if (why !== null) throw new DeskError('NOT_PERMITTED', why);
  if (golden) {
    // To be told of it is to know it: from now on the person reviews it no more, and the log says that they asked.
    await tx.insert(goldenKnown).values({ rulingId, personId: by.personId, at: tx.now });
    await note(tx, by, 'golden.learned', `${by.name} asked for a golden case that is one already`, golden.goldenId);
    return { is: 'already' };
  }
  const goldenId = newId(tx.now);
  // As JSON: drizzle hands a null over as NULL, past the column's own writing, and the column refuses that.
  await tx.insert(goldenCase).values({ rulingId, verdict, outcome, amount: amount ?? sql`'null'`, words: words.trim(), addedAt: tx.now, addedById: by.personId, retiredAt: null, goldenId });
  await tx.insert(goldenKnown).values({ rulingId, personId: by.personId, at: tx.now });
  await note(tx, by, 'golden.marked', `${by.name} marked a golden case`, goldenId);
  return { is: 'marked' };
}

async function note(tx: Tx, by: SignedIn, action: string, words: string, goldenId: string): Promise<void> {
  await append(tx, { by, action, subject: `golden_case:${goldenId}`, words, rows: [{ table: 'golden_case', id: goldenId }] });
  tx.emit({ type: 'reviews.changed' });
}

/** The owner of the machine reviews nothing, so they see all; others what they marked, learned of, or decided a review on. */
async function listGoldens(db: Db, by: SignedIn): Promise<{ rows: GoldenCase[]; others: number }> {
  const found = await db
    .select({ golden: goldenCase, caseId: ruling.caseId, number: disputeCase.number, addedByName: person.name })
    .from(goldenCase)
    .innerJoin(ruling, eq(ruling.rulingId, goldenCase.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .innerJoin(person, eq(person.personId, goldenCase.addedById))
    .where(mayKnowGolden(goldenCase.rulingId, by))
    .orderBy(desc(goldenCase.addedAt))
    .limit(500);
  const hidden = await casesWithHiddenRulings(db, found.map(({ caseId }) => caseId), by);
  const rows = found.filter(({ caseId }) => !hidden.has(caseId));
  const all = await db.$count(goldenCase, isNull(goldenCase.retiredAt));
  return {
    rows: rows.map(({ golden: { addedById: _addedById, ...golden }, number, ...row }) => ({ ...golden, ...row, caseReference: referenceOf({ number }) })),
    others: Math.max(0, Number(all) - rows.filter(({ golden }) => golden.retiredAt === null).length),
  };
}

/**
 * By reviewer: decided reviews of rulings that were golden when the review was opened, and how many met the settled verdict and outcome; of
 * those alone that `by` may know of, because a count that grew with somebody's verdict would say that it was on a golden case.
 */
async function readResults(db: Db, by: SignedIn): Promise<GoldenResult[]> {
  const hits = (column: typeof review.verdict | typeof review.outcome, answer: typeof goldenCase.verdict | typeof goldenCase.outcome) => sql<number>`sum(${column} = ${answer})`.mapWith(Number);
  const rows = await db
    .select({ personId: review.reviewerId, personName: person.name, n: count(), verdict: hits(review.verdict, goldenCase.verdict), outcome: hits(review.outcome, goldenCase.outcome) })
    .from(review)
    .innerJoin(goldenCase, and(eq(goldenCase.rulingId, review.rulingId), gte(review.openedAt, goldenCase.addedAt)))
    .innerJoin(person, eq(person.personId, review.reviewerId))
    .where(and(inArray(review.state, ['decided', 'disputed', 'final']), mayKnowGolden(review.rulingId, by)))
    .groupBy(review.reviewerId)
    .orderBy(person.name);
  const rate = (hits: number, n: number) => ({ hits, rate: n === 0 ? 0 : hits / n, ...wilson(hits, n) });
  return rows.map(({ verdict, outcome, n, ...row }) => ({ ...row, n, verdict: rate(verdict, n), outcome: rate(outcome, n) }));
}
