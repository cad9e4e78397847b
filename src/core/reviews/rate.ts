import { and, eq, isNull } from 'drizzle-orm';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import { calibration, calibrationCase, calibrationNote, calibrationPerson, calibrationRating } from '../db/schema/calibration.ts';
import { fromMoney } from '../db/schema/columns.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { once } from '../once.ts';
import { amountOfView, readBlindFile } from './judgeBlind.ts';
import { findRound, readRoundCases, type RoundRecord } from './readRound.ts';

const closedWords = 'This round is closed. Nothing was changed; its ratings are shown side by side.';

/** Rates one case by its evidence, over an earlier rating of the same person. */
export function rateCase(desk: Desk, input: ParsedInputOf<'calibration.rate'>, by: SignedIn): Promise<{ calibrationId: string }> {
  return once(desk, by, 'calibration.rate', input, async (tx) => {
    const { calibrationId, rulingId, outcome } = input;
    const round = await requireRating(tx, calibrationId, by);
    await requireInRound(tx, calibrationId, rulingId);
    const amount = amountOfView(await readBlindFile(tx, rulingId), input);
    const rating = { outcome, ...fromMoney('amount', amount), words: input.words.trim(), at: tx.now };
    await tx.insert(calibrationRating).values({ calibrationId, rulingId, personId: by.personId, ...rating }).onConflictDoUpdate({ target: [calibrationRating.calibrationId, calibrationRating.rulingId, calibrationRating.personId], set: rating });
    return note(tx, round, 'calibration.rated', `${by.name} rated a case of the calibration round ${round.name}`, by);
  });
}

/** Says that every case is rated; the last one closes the round. */
export function endRating(desk: Desk, input: ParsedInputOf<'calibration.done'>, by: SignedIn): Promise<{ isClosed: boolean }> {
  return once(desk, by, 'calibration.done', input, async (tx) => {
    const { calibrationId } = input;
    const round = await requireRating(tx, calibrationId, by);
    const left = (await readRoundCases(tx, calibrationId, by.personId)).filter(({ own }) => own === null);
    if (left.length > 0) throw new DeskError('NOT_ALLOWED_NOW', `Not rated yet: ${left.map(({ caseReference }) => caseReference).join(', ')}.`);
    await tx.update(calibrationPerson).set({ doneAt: tx.now }).where(seatOf(calibrationId, by.personId));
    const others = await tx.$count(calibrationPerson, and(eq(calibrationPerson.calibrationId, calibrationId), isNull(calibrationPerson.doneAt), isNull(calibrationPerson.leftAt)));
    const isClosed = Number(others) === 0;
    if (isClosed) await tx.update(calibration).set({ closedAt: tx.now }).where(eq(calibration.calibrationId, calibrationId));
    await note(tx, round, 'calibration.done', `${by.name} is done with the calibration round ${round.name}${isClosed ? ', the last one' : ''}`, by);
    return { isClosed };
  });
}

/** Closes a round early; who is not done has left it, and what they rated so far counts for nothing. */
export function closeRound(desk: Desk, input: ParsedInputOf<'calibration.close'>, by: SignedIn): Promise<{ calibrationId: string }> {
  return once(desk, by, 'calibration.close', input, async (tx) => {
    const round = await findRound(tx, input.calibrationId);
    if (round.closedAt !== null) throw new DeskError('NOT_ALLOWED_NOW', closedWords);
    const { calibrationId } = round;
    await tx.update(calibrationPerson).set({ leftAt: tx.now }).where(and(eq(calibrationPerson.calibrationId, calibrationId), isNull(calibrationPerson.doneAt), isNull(calibrationPerson.leftAt)));
    await tx.update(calibration).set({ closedAt: tx.now }).where(eq(calibration.calibrationId, calibrationId));
    return note(tx, round, 'calibration.closed', `${by.name} closed the calibration round ${round.name}`, by);
  });
}

/** Keeps what was said about a closed round. */
export function noteRound(desk: Desk, input: ParsedInputOf<'calibration.note'>, by: SignedIn): Promise<{ calibrationId: string }> {
  return once(desk, by, 'calibration.note', input, async (tx) => {
    const round = await findRound(tx, input.calibrationId);
    if (round.closedAt === null) throw new DeskError('NOT_ALLOWED_NOW', 'This round is still being rated; it is talked about when it is closed.');
    const position = Number(await tx.$count(calibrationNote, eq(calibrationNote.calibrationId, round.calibrationId)));
    await tx.insert(calibrationNote).values({ calibrationId: round.calibrationId, position, personId: by.personId, personName: by.name, words: input.words.trim(), at: tx.now });
    return note(tx, round, 'calibration.noted', `${by.name} noted what was said about the calibration round ${round.name}`, by);
  });
}

/** The round, when the person may still rate in it. Throws NOT_FOUND, NOT_PERMITTED and NOT_ALLOWED_NOW. */
export async function requireRating(db: Db, calibrationId: string, by: SignedIn): Promise<RoundRecord> {
  const round = await findRound(db, calibrationId);
  const [seat] = await db.select().from(calibrationPerson).where(seatOf(calibrationId, by.personId));
  if (!seat) throw new DeskError('NOT_PERMITTED', 'You are not among the people of this round.');
  if (round.closedAt !== null || seat.leftAt !== null) throw new DeskError('NOT_ALLOWED_NOW', closedWords);
  if (seat.doneAt !== null) throw new DeskError('NOT_ALLOWED_NOW', 'You are done with this round; your ratings stay as they are until all are shown.');
  return round;
}

/** Throws NOT_FOUND unless the ruling is one of the round. */
export async function requireInRound(db: Db, calibrationId: string, rulingId: string): Promise<void> {
  const [found] = await db.select({ position: calibrationCase.position }).from(calibrationCase).where(and(eq(calibrationCase.calibrationId, calibrationId), eq(calibrationCase.rulingId, rulingId)));
  if (!found) throw new DeskError('NOT_FOUND', 'This case is not in that round.');
}

const seatOf = (calibrationId: string, personId: string) => and(eq(calibrationPerson.calibrationId, calibrationId), eq(calibrationPerson.personId, personId));

/** The log never tells what was rated: leads read it while others still rate. */
async function note(tx: Tx, { calibrationId }: RoundRecord, action: string, words: string, by: SignedIn): Promise<{ calibrationId: string }> {
  await append(tx, { by, action, subject: `calibration:${calibrationId}`, words, rows: [{ table: 'calibration', id: calibrationId }] });
  tx.emit({ type: 'reviews.changed' });
  return { calibrationId };
}
