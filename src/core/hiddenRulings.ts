import { and, eq, inArray, isNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { isWord } from './db/literal.ts';
import { appeal, appealView } from './db/schema/appeal.ts';
import { approval } from './db/schema/approval.ts';
import { calibration, calibrationCase, calibrationPerson } from './db/schema/calibration.ts';
import { disputeCase } from './db/schema/disputeCase.ts';
import { person } from './db/schema/person.ts';
import { review, reviewAnswer } from './db/schema/review.ts';
import { ruling } from './db/schema/ruling.ts';
import type { Db } from './db/open.ts';
import type { Asking, SignedIn } from './desk.ts';
import { DeskError } from './fault.ts';

// Names of their own, so that the column asked about may be one of the same tables.
const open = alias(appeal, 'open_appeal');
const its = alias(disputeCase, 'its_case');
const view = alias(appealView, 'own_view');
const own = alias(ruling, 'own_ruling');
const step = alias(approval, 'own_step');
const blind = alias(review, 'blind_review');
const seat = alias(person, 'blind_seat');
const rater = alias(calibrationPerson, 'blind_rater');
const round = alias(calibration, 'blind_round');
const rated = alias(calibrationCase, 'blind_case');
const judged = alias(ruling, 'blind_ruling');
const corrected = alias(appeal, 'corrected');
const found = alias(review, 'found_review');
const said = alias(reviewAnswer, 'said_answer');

/**
 * Whether the rulings of a case, and the money and letters of them, are hidden from a person, as SQL over a column with the case's id: from
 * who is to judge one of them blind, and from everybody who may come to decide an open appeal and has not noted a view of their own. Who ruled
 * on the case, approved what was ruled, or judged it in the review that led to a correction, knows the ruling, a held ruling on the appeal is measured by whoever approves it, and the owner of
 * the machine rules on nothing.
 */
export function areRulingsHidden(caseId: SQLWrapper, by: Asking): SQL {
  const isBlind = sql`${caseId} in (${casesToJudgeBlind(by)})`;
  if (by.role === 'admin') return isBlind;
  return sql`(${isBlind} or (exists (select 1 from ${appeal} as ${open} inner join ${disputeCase} as ${its} on ${its.caseId} = ${open.caseId}
    where ${open.caseId} = ${caseId} and ${open.state} = 'open' and ${its.state} in ('queued', 'in_review', 'waiting', 'staged')
    and not exists (select 1 from ${appealView} as ${view} where ${view.appealId} = ${open.appealId} and ${view.personId} = ${by.personId}))
    and not exists (select 1 from ${ruling} as ${own} where ${own.caseId} = ${caseId} and ${own.state} = 'effective'
      and (${own.personId} = ${by.personId} or exists (select 1 from ${approval} as ${step} where ${step.rulingId} = ${own.rulingId} and ${step.personId} = ${by.personId} and ${step.action} = 'approved')))
    and ${caseId} not in (${casesJudgedBy(sql`(${by.personId})`)})))`;
}

/**
 * The cases of rulings that a person has to judge before they see them, as SQL: a review they opened, or a calibration round they are not done
 * with. One name in two roles is one pair of eyes: what is hidden from one seat is from the others.
 */
export function casesToJudgeBlind(by: Pick<Asking, 'personId' | 'name'>): SQL {
  const seats = sql`(select ${seat.personId} from ${person} as ${seat} where ${seat.personId} = ${by.personId} or lower(trim(${seat.name})) = lower(trim(${by.name})))`;
  return sql`select ${blind.caseId} from ${review} as ${blind} indexed by review_open_of where ${blind.reviewerId} in ${seats} and ${blind.state} = 'open'
    union select ${judged.caseId} from ${calibrationPerson} as ${rater} inner join ${calibration} as ${round} on ${round.calibrationId} = ${rater.calibrationId}
    inner join ${calibrationCase} as ${rated} on ${rated.calibrationId} = ${rater.calibrationId} inner join ${ruling} as ${judged} on ${judged.rulingId} = ${rated.rulingId}
    where ${rater.personId} in ${seats} and ${rater.doneAt} is null and ${rater.leftAt} is null and ${round.closedAt} is null`;
}

/**
 * The cases under correction whose ruling a person judged, as SQL: who reviewed it, settled what was said of that, or opened the correction
 * knows the ruling and does not decide anew. `people` is a list of ids in brackets, or a select of them.
 */
export function casesJudgedBy(people: SQLWrapper): SQL {
  return sql`select ${corrected.caseId} from ${appeal} as ${corrected} inner join ${review} as ${found} on ${found.reviewId} = ${corrected.reviewId}
    where ${corrected.state} = 'open' and (${corrected.personId} in ${people} or ${found.reviewerId} in ${people}
      or exists (select 1 from ${reviewAnswer} as ${said} where ${said.reviewId} = ${found.reviewId} and ${said.kind} in ('upheld', 'changed') and ${said.personId} in ${people}))`;
}

/** Who judged the ruling that an open correction of a case is about. */
export async function correctionJudges(db: Db, caseId: string): Promise<string[]> {
  const rows = await db
    .select({ opener: appeal.personId, reviewer: review.reviewerId, settler: reviewAnswer.personId })
    .from(appeal)
    .innerJoin(review, eq(review.reviewId, appeal.reviewId))
    .leftJoin(reviewAnswer, and(eq(reviewAnswer.reviewId, review.reviewId), inArray(reviewAnswer.kind, ['upheld', 'changed'])))
    .where(and(eq(appeal.caseId, caseId), isWord(appeal.state, 'open')));
  return rows.flatMap(({ opener, reviewer, settler }) => [opener, reviewer, ...(settler === null ? [] : [settler])]);
}

/** Who is to judge a ruling of a case before they see it. */
export async function blindJudges(db: Db, caseId: string): Promise<string[]> {
  const reviewers = await db.select({ personId: review.reviewerId }).from(review).where(and(eq(review.caseId, caseId), isWord(review.state, 'open')));
  const raters = await db
    .select({ personId: calibrationPerson.personId })
    .from(ruling)
    .innerJoin(calibrationCase, eq(calibrationCase.rulingId, ruling.rulingId))
    .innerJoin(calibration, and(eq(calibration.calibrationId, calibrationCase.calibrationId), isNull(calibration.closedAt)))
    .innerJoin(calibrationPerson, and(eq(calibrationPerson.calibrationId, calibration.calibrationId), isNull(calibrationPerson.doneAt), isNull(calibrationPerson.leftAt)))
    .where(eq(ruling.caseId, caseId));
  return [...reviewers, ...raters].map(({ personId }) => personId);
}

/** The few cases among which all are whose rulings are hidden from a person, as SQL: to go through these is quicker than through everything. */
export function casesPerhapsHidden(by: Pick<Asking, 'personId' | 'name'>): SQL {
  return sql`select ${open.caseId} from ${appeal} as ${open} where ${open.state} = 'open' union ${casesToJudgeBlind(by)}`;
}

/** All cases whose rulings are hidden from a person. */
export async function allHiddenCases(db: Db, by: SignedIn): Promise<string[]> {
  const rows = await db
    .select({ caseId: disputeCase.caseId })
    .from(disputeCase)
    .where(and(sql`${disputeCase.caseId} in (${casesPerhapsHidden(by)})`, areRulingsHidden(disputeCase.caseId, by)));
  return rows.map(({ caseId }) => caseId);
}

/** The cases a person has to judge blind: nothing of them is told then, not even who worked on them. */
async function blindCases(db: Db, by: SignedIn): Promise<Set<string>> {
  const rows = await db.select({ caseId: disputeCase.caseId }).from(disputeCase).where(sql`${disputeCase.caseId} in (${casesToJudgeBlind(by)})`);
  return new Set(rows.map(({ caseId }) => caseId));
}

/** Whether a person has to judge a case blind. */
export async function isToJudgeBlind(db: Db, caseId: string, by: SignedIn): Promise<boolean> {
  return (await blindCases(db, by)).has(caseId);
}

/** Those of the cases whose rulings are hidden from a person. */
export async function casesWithHiddenRulings(db: Db, caseIds: readonly (string | null)[], by: SignedIn): Promise<Set<string>> {
  const asked = [...new Set(caseIds.filter((id) => id !== null))];
  if (asked.length === 0) return new Set();
  const rows = await db
    .select({ caseId: disputeCase.caseId })
    .from(disputeCase)
    .where(and(inArray(disputeCase.caseId, asked), areRulingsHidden(disputeCase.caseId, by)));
  return new Set(rows.map(({ caseId }) => caseId));
}

/** Whether the rulings of any case are hidden from a person. */
export async function isSomethingHidden(db: Db, by: SignedIn): Promise<boolean> {
  return (await allHiddenCases(db, by)).length > 0;
}

/** Throws NOT_ALLOWED_NOW while the rulings of a case are hidden from a person. */
export async function requireRulingsShown(db: Db, caseId: string, by: SignedIn): Promise<void> {
  const hidden = await casesWithHiddenRulings(db, [caseId], by);
  if (!hidden.has(caseId)) return;
  throw new DeskError('NOT_ALLOWED_NOW', (await isToJudgeBlind(db, caseId, by)) ? blindWords : `${hiddenWords} Note it in the case first.`);
}

/** What stands in the place of words that would tell of a hidden ruling. */
export const hiddenWords = 'This case is under appeal: what was ruled before stays hidden until you have noted your own view.';

/** Why nothing is told of a case that a person is to judge blind. */
export const blindWords = 'You are to judge this case without knowing how it was decided, in a review or a calibration round. Note your own view there first.';
