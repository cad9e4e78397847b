import { and, asc, desc, eq, inArray, lt, ne, not, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { ReviewRow } from '../../contract/reviews.ts';
import { calibration, calibrationPerson } from '../db/schema/calibration.ts';
import { review } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import { selectReviews, seatsOf, toReviewRow } from './readReview.ts';

type ListInput = ParsedInputOf<'reviews.list'>;

/** Reviews that fit a filter, newest first, a page by key. Throws BAD_INPUT for a foreign cursor. */
export async function listReviews(db: Db, { scope, filter, cursor, limit }: ListInput, by: SignedIn): Promise<OutputOf<'reviews.list'>> {
  const fits = and(await scopeOf(db, scope, by), isShown(by), ...conditionsOf(filter, by));
  const found = await selectReviews(db)
    .where(and(fits, cursor === null ? undefined : after(cursor)))
    .orderBy(desc(review.openedAt), desc(review.reviewId))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1)?.row;
  const [counted] = await db.select({ total: sql<bigint>`count(*)` }).from(review).innerJoin(ruling, eq(ruling.rulingId, review.rulingId)).where(fits);
  return { rows: page.map(toReviewRow), nextCursor: found.length > page.length && last ? `${last.openedAt}|${last.reviewId}` : null, total: Number(counted?.total ?? 0) };
}

/** A review of another person tells of the ruling, so it is kept from who is to judge that ruling blind. */
function isShown(by: SignedIn): SQL | undefined {
  return or(eq(review.reviewerId, by.personId), not(areRulingsHidden(review.caseId, by)));
}

async function scopeOf(db: Db, scope: ListInput['scope'], by: SignedIn): Promise<SQL | undefined> {
  if (scope === 'open') return and(eq(review.reviewerId, by.personId), inArray(review.state, ['open', 'viewed']));
  if (scope === 'disputed') return toSettle(await seatsOf(db, by));
  return undefined;
}

const toSettle = (seats: string[]) => and(eq(review.state, 'disputed'), notInArray(review.reviewerId, seats), notInArray(ruling.personId, seats));

function conditionsOf(filter: ListInput['filter'], by: SignedIn): (SQL | undefined)[] {
  return [
    filter.state === undefined ? undefined : eq(review.state, filter.state),
    filter.verdict === undefined ? undefined : eq(sql`coalesce(${review.settledVerdict}, ${review.verdict})`, filter.verdict),
    // Who ruled is part of what a blind review hides, from a filter too.
    filter.personId === undefined ? undefined : and(eq(ruling.personId, filter.personId), or(ne(review.reviewerId, by.personId), ne(review.state, 'open'))),
    filter.sampleId === undefined ? undefined : eq(review.sampleId, filter.sampleId),
  ];
}

function after(cursor: string): SQL | undefined {
  const match = /^(\d{1,16})\|(.{1,200})$/.exec(cursor);
  if (!match?.[1] || !match[2]) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  const at = Number(match[1]);
  return or(lt(review.openedAt, at), and(eq(review.openedAt, at), lt(review.reviewId, match[2])));
}

const answered = ['decided', 'disputed', 'final'] as const;

/** Reviews of the rulings of a person from the verdict on, those to be answered first. */
export async function listOwn(db: Db, by: SignedIn): Promise<ReviewRow[]> {
  const found = await selectReviews(db)
    .where(and(eq(ruling.personId, by.personId), inArray(review.state, [...answered])))
    .orderBy(asc(sql`${review.state} <> 'decided'`), desc(review.decidedAt))
    .limit(200);
  return found.map(toReviewRow);
}

/** How much waits for a person. */
export async function countWaiting(db: Db, by: SignedIn): Promise<OutputOf<'reviews.waiting'>> {
  const isLead = by.role === 'lead' || by.role === 'admin';
  const joined = (where: SQL | undefined) => db.select({ total: sql<bigint>`count(*)` }).from(review).innerJoin(ruling, eq(ruling.rulingId, review.rulingId)).where(where);
  const [toAnswer] = await joined(and(eq(review.state, 'decided'), eq(ruling.personId, by.personId)));
  const [settled] = isLead ? await joined(and(toSettle(await seatsOf(db, by)), isShown(by))) : [];
  const [toReview] = isLead ? await joined(and(eq(review.reviewerId, by.personId), inArray(review.state, ['open', 'viewed']))) : [];
  const [toRate] = await db
    .select({ total: sql<bigint>`count(*)` })
    .from(calibrationPerson)
    .innerJoin(calibration, eq(calibration.calibrationId, calibrationPerson.calibrationId))
    .where(and(eq(calibrationPerson.personId, by.personId), sql`${calibrationPerson.doneAt} is null and ${calibrationPerson.leftAt} is null and ${calibration.closedAt} is null`));
  return { toAnswer: Number(toAnswer?.total ?? 0), toSettle: Number(settled?.total ?? 0), toReview: Number(toReview?.total ?? 0), toRate: Number(toRate?.total ?? 0) };
}
