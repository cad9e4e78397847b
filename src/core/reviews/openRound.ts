import { and, desc, eq, inArray, isNull, not, notInArray } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import { readDecisionFacts } from '../cases/barred.ts';
import { loadCase } from '../cases/lease.ts';
import { appeal } from '../db/schema/appeal.ts';
import { calibration, calibrationCase, calibrationPerson } from '../db/schema/calibration.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import { review, reviewAnswer } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import { sampleItem } from '../db/schema/sample.ts';
import type { Db } from '../db/open.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { nameKey } from '../people/nameKey.ts';
import { referenceOf } from '../reference.ts';
import { requireReviewable } from './openReview.ts';
import { whyNotJudge } from './reviewRules.ts';

/** Opens a round: from here on its rulings are hidden from everybody who rates in it, until they are done. */
export function openRound(desk: Desk, input: ParsedInputOf<'calibration.open'>, by: SignedIn): Promise<{ calibrationId: string }> {
  return once(desk, by, 'calibration.open', input, async (tx) => {
    const rulingIds = [...new Set(input.rulingIds)];
    const people = await requirePeople(tx, [...new Set(input.personIds)]);
    for (const rulingId of rulingIds) {
      const { row, reference } = await requireReviewable(tx, rulingId);
      const barred = await whoMayNotRate(tx, row.caseId, rulingId, tx.now);
      const one = people.find(({ personId }) => barred.has(personId));
      if (one) throw new DeskError('NOT_PERMITTED', `${one.name} cannot rate ${reference}: they ruled on it, approved, reviewed or rated it before, or must not decide about its parties. Take the person or the case out.`, { personId: one.personId, rulingId });
    }
    const calibrationId = newId(tx.now);
    await tx.insert(calibration).values({ calibrationId, name: input.name.trim(), openedAt: tx.now, openedById: by.personId, openedByName: by.name, closedAt: null });
    await tx.insert(calibrationCase).values(rulingIds.map((rulingId, position) => ({ calibrationId, position, rulingId })));
    await tx.insert(calibrationPerson).values(people.map(({ personId }) => ({ calibrationId, personId, doneAt: null, leftAt: null })));
    await append(tx, { by, action: 'calibration.opened', subject: `calibration:${calibrationId}`, words: `${by.name} opened the calibration round ${input.name.trim()}: ${rulingIds.length} cases, ${people.length} people`, rows: [{ table: 'calibration', id: calibrationId }] });
    tx.emit({ type: 'reviews.changed' });
    return { calibrationId };
  });
}

async function requirePeople(db: Db, personIds: string[]): Promise<{ personId: string; name: string }[]> {
  const found = await db.select({ personId: person.personId, name: person.name, role: person.role }).from(person).where(inArray(person.personId, personIds));
  if (found.length !== personIds.length || found.length < 2) throw new DeskError('BAD_INPUT', 'A round takes at least two people who work here.');
  const other = found.find(({ role }) => role !== 'mediator' && role !== 'lead');
  if (other) throw new DeskError('BAD_INPUT', `${other.name} works here as ${other.role}; only mediators and leads rate.`);
  return found;
}

/** Who must not rate a ruling: who ruled or approved on its case, who has a conflict, and who knows it because they reviewed it, settled a dispute about that, or rated it before. */
export async function whoMayNotRate(db: Db, caseId: string, rulingId: string, now: number): Promise<Set<string>> {
  const facts = await readDecisionFacts(db, await loadCase(db, caseId), now);
  const reviewers = await db.select({ personId: review.reviewerId }).from(review).where(eq(review.rulingId, rulingId));
  const settlers = await db
    .select({ personId: reviewAnswer.personId })
    .from(reviewAnswer)
    .innerJoin(review, eq(review.reviewId, reviewAnswer.reviewId))
    .where(and(eq(review.rulingId, rulingId), inArray(reviewAnswer.kind, ['upheld', 'changed'])));
  const raters = await db
    .select({ personId: calibrationPerson.personId })
    .from(calibrationPerson)
    .innerJoin(calibrationCase, eq(calibrationCase.calibrationId, calibrationPerson.calibrationId))
    .where(eq(calibrationCase.rulingId, rulingId));
  const barred = [...facts].filter(([, one]) => whyNotJudge(one) !== null).map(([personId]) => personId);
  return withSeats(db, new Set([...barred, ...[...reviewers, ...settlers, ...raters].map(({ personId }) => personId)]));
}

/** With every other seat of the same people. */
async function withSeats(db: Db, personIds: ReadonlySet<string>): Promise<Set<string>> {
  const people = await db.select({ personId: person.personId, name: person.name }).from(person);
  const names = new Set(people.filter(({ personId }) => personIds.has(personId)).map(({ name }) => nameKey(name)));
  return new Set(people.filter(({ name }) => names.has(nameKey(name))).map(({ personId }) => personId));
}

/** Rulings for a round, newest first, or those of a sample; told without their outcome, and without those hidden from who asks: who may not rate tells who ruled. */
export async function readChoices(db: Db, sampleId: string | null, by: SignedIn, now: number): Promise<OutputOf<'calibration.choices'>> {
  const underAppeal = db.select({ caseId: appeal.caseId }).from(appeal).where(eq(appeal.state, 'open'));
  const drawn = db.select({ rulingId: sampleItem.rulingId }).from(sampleItem).where(eq(sampleItem.sampleId, sampleId ?? ''));
  const rows = await db
    .select({ rulingId: ruling.rulingId, caseId: ruling.caseId, effectiveAt: ruling.effectiveAt, number: disputeCase.number, title: disputeCase.title, reason: disputeCase.reason })
    .from(ruling)
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(and(eq(ruling.state, 'effective'), isNull(ruling.offerId), notInArray(ruling.caseId, underAppeal), not(areRulingsHidden(ruling.caseId, by)), sampleId === null ? undefined : inArray(ruling.rulingId, drawn)))
    .orderBy(desc(ruling.stagedAt))
    .limit(60);
  const choices: OutputOf<'calibration.choices'> = [];
  for (const { caseId, number, ...one } of rows) choices.push({ ...one, caseReference: referenceOf({ number }), notBy: [...(await whoMayNotRate(db, caseId, one.rulingId, now))] });
  return choices;
}
