import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { MyRound, Round, RoundCase } from '../../contract/calibration.ts';
import type { BlindView } from '../../contract/reviews.ts';
import { calibration, calibrationCase, calibrationPerson, calibrationRating } from '../db/schema/calibration.ts';
import { toMoney } from '../db/schema/columns.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { notFound } from '../fault.ts';
import { referenceOf } from '../reference.ts';

export type RoundRecord = typeof calibration.$inferSelect;
export type RatingRecord = typeof calibrationRating.$inferSelect;

/** One round, NOT_FOUND when there is none. */
export async function findRound(db: Db, calibrationId: string): Promise<RoundRecord> {
  const [found] = await db.select().from(calibration).where(eq(calibration.calibrationId, calibrationId));
  if (!found) throw notFound('calibration round', calibrationId);
  return found;
}

/** Rounds as lists show them: how far each person is, never what they rated. Newest first. */
export async function readRounds(db: Db, only?: string): Promise<Round[]> {
  const rounds = await db
    .select()
    .from(calibration)
    .where(only === undefined ? undefined : eq(calibration.calibrationId, only))
    .orderBy(desc(calibration.openedAt))
    .limit(200);
  const ids = rounds.map(({ calibrationId }) => calibrationId);
  if (ids.length === 0) return [];
  const cases = await db.select({ calibrationId: calibrationCase.calibrationId }).from(calibrationCase).where(inArray(calibrationCase.calibrationId, ids));
  const people = await db.select({ row: calibrationPerson, name: person.name }).from(calibrationPerson).innerJoin(person, eq(person.personId, calibrationPerson.personId)).where(inArray(calibrationPerson.calibrationId, ids)).orderBy(asc(person.name));
  const rated = await db.select({ calibrationId: calibrationRating.calibrationId, personId: calibrationRating.personId }).from(calibrationRating).where(inArray(calibrationRating.calibrationId, ids));
  return rounds.map(({ calibrationId, name, openedAt, openedByName, closedAt }) => ({
    calibrationId,
    name,
    openedAt,
    openedByName,
    closedAt,
    cases: cases.filter((one) => one.calibrationId === calibrationId).length,
    raters: people
      .filter(({ row }) => row.calibrationId === calibrationId)
      .map(({ row, name: personName }) => ({
        personId: row.personId,
        personName,
        state: row.leftAt !== null ? ('left' as const) : row.doneAt !== null ? ('done' as const) : ('rating' as const),
        rated: rated.filter((one) => one.calibrationId === calibrationId && one.personId === row.personId).length,
      })),
  }));
}

/** The cases of a round in order, with the ratings of one person. */
export async function readRoundCases(db: Db, calibrationId: string, personId: string): Promise<RoundCase[]> {
  const cases = await db
    .select({ rulingId: calibrationCase.rulingId, position: calibrationCase.position, number: disputeCase.number, title: disputeCase.title, reason: disputeCase.reason })
    .from(calibrationCase)
    .innerJoin(ruling, eq(ruling.rulingId, calibrationCase.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(eq(calibrationCase.calibrationId, calibrationId))
    .orderBy(asc(calibrationCase.position));
  const own = (await db.select().from(calibrationRating).where(eq(calibrationRating.calibrationId, calibrationId))).filter((one) => one.personId === personId);
  return cases.map(({ number, ...one }) => {
    const rating = own.find(({ rulingId }) => rulingId === one.rulingId);
    return { ...one, caseReference: referenceOf({ number }), own: rating ? toView(rating) : null };
  });
}

/** Rounds a person rates or rated in, those to be done first. */
export async function readOwnRounds(db: Db, by: SignedIn): Promise<MyRound[]> {
  const seats = await db.select({ calibrationId: calibrationPerson.calibrationId }).from(calibrationPerson).where(eq(calibrationPerson.personId, by.personId));
  const mine: MyRound[] = [];
  for (const { raters, ...round } of await readRounds(db)) {
    if (!seats.some(({ calibrationId }) => calibrationId === round.calibrationId)) continue;
    const isDone = round.closedAt !== null || raters.some(({ personId, state }) => personId === by.personId && state !== 'rating');
    mine.push({ ...round, isDone, own: await readRoundCases(db, round.calibrationId, by.personId) });
  }
  return mine.sort((a, b) => Number(a.isDone) - Number(b.isDone));
}

/** A rating as a view of the evidence. */
export function toView({ outcome, amountMinor, amountCurrency, words, at }: RatingRecord): BlindView {
  return { outcome, amount: toMoney(amountMinor, amountCurrency), words, at };
}
