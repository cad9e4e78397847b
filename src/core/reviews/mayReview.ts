import { and, eq, inArray } from 'drizzle-orm';
import { barredOf } from '../cases/barred.ts';
import { isWord } from '../db/literal.ts';
import { appeal } from '../db/schema/appeal.ts';
import { calibrationCase, calibrationPerson } from '../db/schema/calibration.ts';
import { person } from '../db/schema/person.ts';
import { review, reviewAnswer } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import { goldenKnown } from '../db/schema/sample.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { seatsOf } from './readReview.ts';
import type { Reviewer } from './workload.ts';

/** A ruling with its case. */
export type OfCase = { rulingId: string; caseId: string };

const words = {
  role: 'Reviews are made by team leads.',
  barred: 'You ruled on this case or approved what was ruled, stepped back from it, or have a conflict of interest with a party.',
  known: 'You know the settled answer of this one.',
  appeal: 'The case is under appeal; it can be reviewed when that is decided.',
  rated: 'You rate or rated this one in a calibration round, which shows its ruling at the end; another person reviews it.',
  settled: 'You settled a dispute about a review of this one and know its ruling; another person reviews it.',
};

/**
 * Why a person cannot review rulings, by ruling; what they may review is not in it. Never one's own ruling or one that one approved, in any of
 * one's seats, never with a conflict of interest, and never a golden case whose answer one knows.
 */
export async function whyNotReview(db: Db, rulings: readonly OfCase[], by: SignedIn, now: number): Promise<Map<string, string>> {
  if (by.role !== 'lead') return new Map(rulings.map(({ rulingId }) => [rulingId, words.role]));
  const caseIds = [...new Set(rulings.map(({ caseId }) => caseId))];
  const barred = await barredOf(db, caseIds, by, now);
  const known = await knownGoldens(db, rulings, by.personId);
  const open = await db.select({ caseId: appeal.caseId }).from(appeal).where(and(inArray(appeal.caseId, caseIds), isWord(appeal.state, 'open')));
  const appealed = new Set(open.map(({ caseId }) => caseId));
  const found = new Map<string, string>();
  for (const { rulingId, caseId } of rulings) {
    const why = barred.has(caseId) ? words.barred : known.has(rulingId) ? words.known : appealed.has(caseId) ? words.appeal : null;
    if (why !== null) found.set(rulingId, why);
  }
  return found;
}

/** Why a person cannot review one ruling; null when they can. */
export async function whyNotReviewOne(db: Db, rulingId: string, by: SignedIn, now: number): Promise<string | null> {
  const [row] = await db.select({ rulingId: ruling.rulingId, caseId: ruling.caseId }).from(ruling).where(eq(ruling.rulingId, rulingId));
  return row ? ((await whyNotReview(db, [row], by, now)).get(rulingId) ?? null) : null;
}

/** Why a person cannot judge a ruling blind, or is not measured by it because they know its settled answer; null when neither is so. */
export async function whyKnown(db: Db, rulingId: string, by: SignedIn): Promise<string | null> {
  if ((await knownGoldens(db, [{ rulingId, caseId: '' }], by.personId)).has(rulingId)) return words.known;
  return (await whyNotBlind(db, [rulingId], by)).get(rulingId) ?? null;
}

/** Why a person cannot judge rulings blind, by ruling: the desk itself showed them those, in a calibration round or a dispute about a review, in any of their seats. */
export async function whyNotBlind(db: Db, rulingIds: readonly string[], by: SignedIn): Promise<Map<string, string>> {
  const seats = await seatsOf(db, by);
  const rated = await db
    .select({ rulingId: calibrationCase.rulingId })
    .from(calibrationCase)
    .innerJoin(calibrationPerson, eq(calibrationPerson.calibrationId, calibrationCase.calibrationId))
    .where(and(inArray(calibrationCase.rulingId, [...rulingIds]), inArray(calibrationPerson.personId, seats)));
  const settled = await db
    .select({ rulingId: review.rulingId })
    .from(review)
    .innerJoin(reviewAnswer, and(eq(reviewAnswer.reviewId, review.reviewId), inArray(reviewAnswer.kind, ['upheld', 'changed'])))
    .where(and(inArray(review.rulingId, [...rulingIds]), inArray(reviewAnswer.personId, seats)));
  return new Map([...rated.map(({ rulingId }) => [rulingId, words.rated] as const), ...settled.map(({ rulingId }) => [rulingId, words.settled] as const)]);
}

async function knownGoldens(db: Db, rulings: readonly OfCase[], personId: string): Promise<Set<string>> {
  const ids = rulings.map(({ rulingId }) => rulingId);
  const rows = await db.select({ rulingId: goldenKnown.rulingId }).from(goldenKnown).where(and(eq(goldenKnown.personId, personId), inArray(goldenKnown.rulingId, ids)));
  return new Set(rows.map(({ rulingId }) => rulingId));
}

/** The leads of this desk, each with what they may not review of these rulings; what only golden cases bar is left out, because it would tell of them. */
export async function readReviewers(db: Db, rulings: readonly OfCase[], now: number): Promise<Reviewer[]> {
  const leads = await db.select({ personId: person.personId, name: person.name }).from(person).where(and(eq(person.role, 'lead'), eq(person.isActive, true))).orderBy(person.name);
  const reviewers: Reviewer[] = [];
  for (const { personId, name } of leads) {
    const barred = await barredOf(db, rulings.map(({ caseId }) => caseId), { personId, name, role: 'lead', sessionId: '' }, now);
    reviewers.push({ personId, personName: name, barred: new Set(rulings.filter(({ caseId }) => barred.has(caseId)).map(({ rulingId }) => rulingId)) });
  }
  return reviewers;
}
