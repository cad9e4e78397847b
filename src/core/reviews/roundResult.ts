import { asc, eq } from 'drizzle-orm';
import type { RatedCase } from '../../contract/calibration.ts';
import type { OutputOf } from '../../contract/methods.ts';
import { toSummary } from '../cases/caseFile.ts';
import { calibrationCase, calibrationNote, calibrationRating } from '../db/schema/calibration.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { casesWithHiddenRulings } from '../hiddenRulings.ts';
import { referenceOf } from '../reference.ts';
import { findRound, readRounds, toView } from './readRound.ts';
import { pairsOf, spreadOf, sumPairs } from './spread.ts';

/** All ratings of a closed round side by side. Throws NOT_ALLOWED_NOW while it is open, for everybody, and NOT_PERMITTED for who was not in it and is no lead. */
export async function readRoundResult(db: Db, calibrationId: string, by: SignedIn): Promise<OutputOf<'calibration.result'>> {
  const { closedAt } = await findRound(db, calibrationId);
  const [round] = await readRounds(db, calibrationId);
  const isOfRound = round?.raters.some(({ personId }) => personId === by.personId) ?? false;
  if (!round || (!isOfRound && by.role === 'mediator')) throw new DeskError('NOT_PERMITTED', 'Rounds are read by leads and by who rated in them.');
  if (closedAt === null) throw new DeskError('NOT_ALLOWED_NOW', 'This round is still being rated: nobody sees a rating of another person before all are done, or a lead closes it.');
  const rows = await db
    .select({ row: ruling, number: disputeCase.number, title: disputeCase.title, reason: disputeCase.reason })
    .from(calibrationCase)
    .innerJoin(ruling, eq(ruling.rulingId, calibrationCase.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(eq(calibrationCase.calibrationId, calibrationId))
    .orderBy(asc(calibrationCase.position));
  const hidden = await casesWithHiddenRulings(db, rows.map(({ row }) => row.caseId), by);
  const ratings = await db.select().from(calibrationRating).where(eq(calibrationRating.calibrationId, calibrationId));
  const done = round.raters.filter(({ state }) => state === 'done');
  const cases = rows
    .filter(({ row }) => !hidden.has(row.caseId))
    .map(({ row, number, title, reason }): RatedCase => {
      const own = done.flatMap(({ personId, personName }) => ratings.filter((one) => one.rulingId === row.rulingId && one.personId === personId).map((one) => ({ personId, personName, ...toView(one) })));
      return { rulingId: row.rulingId, caseReference: referenceOf({ number }), title, reason, ruled: toSummary(row, { number }), ratings: own, pairs: pairsOf(own), amounts: spreadOf(own) };
    });
  const notes = await db.select().from(calibrationNote).where(eq(calibrationNote.calibrationId, calibrationId)).orderBy(asc(calibrationNote.position));
  return { round, cases, pairs: sumPairs(cases.map(({ pairs }) => pairs)), notes: notes.map(({ personName, words, at }) => ({ personName, words, at })) };
}
