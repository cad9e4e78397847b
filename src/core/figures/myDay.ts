import { and, asc, desc, eq, gt, gte, inArray, isNull, not, or, sql } from 'drizzle-orm';
import type { CameBack, MyDay } from '../../contract/figures.ts';
import type { Db } from '../db/open.ts';
import { appeal, appealRuling } from '../db/schema/appeal.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { review } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import { referenceOf } from '../reference.ts';
import { dayAndWeek } from './period.ts';
import { quantileOf } from './quantiles.ts';

/** How far back what came back is told. */
const backMs = 30 * 86_400_000;
const mostRows = 50;

/** The work of `by`, and of nobody else: every read names them. */
export async function readMyDay(db: Db, zone: string, by: SignedIn, now: number): Promise<MyDay> {
  const { today, week } = dayAndWeek(now, zone);
  const rulings = await ownRulings(db, by, Math.min(week.fromAt, now - backMs));
  const stood = rulings.filter(({ state }) => state !== 'undone' && state !== 'returned');
  const skips = await ownSkips(db, by, week.fromAt);
  const tookEffect = stood.filter(({ state, effectiveAt, onAppeal }) => state === 'effective' && effectiveAt >= week.fromAt && onAppeal === null);
  const appeals = await ownAppeals(db, by, now - backMs);
  const reviews = await ownReviews(db, by, now - backMs);
  const since = (at: number) => stood.filter(({ stagedAt }) => stagedAt >= at).length;
  return {
    at: now,
    today,
    week,
    rulings: { today: since(today.fromAt), week: since(week.fromAt) },
    skips: { today: skips.filter(({ at }) => at >= today.fromAt).length, week: skips.length },
    timeToRuling: quantileOf(tookEffect.map(({ effectiveAt, receivedAt }) => effectiveAt - receivedAt), 0.5),
    underWay: rulings.flatMap(({ state, rulingId, reference, effectiveAt }) => (state === 'staged' || state === 'held' ? [{ rulingId, reference, state, effectiveAt }] : [])),
    cases: await ownCases(db, by, now),
    reviewsWaiting: reviews.flatMap(({ state, reviewId, rulingId, reference, decidedAt }) => (state === 'decided' && decidedAt !== null ? [{ reviewId, rulingId, reference, decidedAt }] : [])),
    appeals: appeals.map(({ decidedAt: _decidedAt, ...shown }) => shown),
    cameBack: [
      ...rulings.flatMap(({ state, rulingId, reference, stagedAt }): CameBack[] => (state === 'undone' || state === 'returned' ? [{ what: state, rulingId, reference, at: stagedAt }] : [])),
      ...reviews.flatMap(({ verdict, finalAt, rulingId, reference }): CameBack[] => (verdict === 'overturn' && finalAt !== null ? [{ what: 'overturned', rulingId, reference, at: finalAt }] : [])),
      ...appeals.flatMap(({ result, decidedAt, rulingId, reference }): CameBack[] => (result !== null && result !== 'confirmed' && decidedAt !== null ? [{ what: 'changed_on_appeal', rulingId, reference, at: decidedAt }] : [])),
    ]
      .filter(({ at }) => at >= now - backMs)
      .sort((a, b) => b.at - a.at)
      .slice(0, mostRows),
    latest: rulings
      .filter(({ stagedAt }) => stagedAt >= today.fromAt)
      .slice(0, mostRows)
      .map(({ rulingId, reference, outcome, stagedAt, state }) => ({ rulingId, reference, outcome, stagedAt, state })),
  };
}

async function ownRulings(db: Db, by: SignedIn, fromAt: number) {
  const rows = await db
    .select({
      rulingId: ruling.rulingId,
      state: ruling.state,
      outcome: ruling.outcome,
      stagedAt: ruling.stagedAt,
      effectiveAt: ruling.effectiveAt,
      onAppeal: appealRuling.appealId,
      receivedAt: disputeCase.receivedAt,
      number: disputeCase.number,
    })
    .from(ruling)
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .leftJoin(appealRuling, eq(appealRuling.rulingId, ruling.rulingId))
    .where(and(eq(ruling.personId, by.personId), gte(ruling.stagedAt, fromAt), isNull(ruling.offerId), not(areRulingsHidden(ruling.caseId, by))))
    .orderBy(desc(ruling.stagedAt));
  return rows.map((row) => ({ ...row, reference: referenceOf(row) }));
}

async function ownSkips(db: Db, by: SignedIn, fromAt: number) {
  return db
    .select({ at: auditEntry.at })
    .from(auditEntry)
    .where(and(sql`${auditEntry.action} = 'case.skipped'`, gte(auditEntry.at, fromAt), eq(auditEntry.personId, by.personId)));
}

/** A review is told once its reviewer has decided; before that, that there is one would steer the person it is about. */
async function ownReviews(db: Db, by: SignedIn, fromAt: number) {
  const rows = await db
    .select({ reviewId: review.reviewId, rulingId: review.rulingId, state: review.state, decidedAt: review.decidedAt, finalAt: review.finalAt, verdict: review.settledVerdict, number: disputeCase.number })
    .from(ruling)
    .innerJoin(review, eq(review.rulingId, ruling.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(
      and(
        eq(ruling.personId, by.personId),
        or(eq(review.state, 'decided'), and(eq(review.state, 'final'), gte(review.finalAt, fromAt))),
        not(areRulingsHidden(ruling.caseId, by)),
      ),
    )
    .orderBy(asc(review.decidedAt))
    .limit(mostRows);
  return rows.map((row) => ({ ...row, reference: referenceOf(row) }));
}

async function ownAppeals(db: Db, by: SignedIn, fromAt: number) {
  const rows = await db
    .select({ appealId: appeal.appealId, rulingId: appeal.rulingId, number: disputeCase.number, by: appeal.by, receivedAt: appeal.receivedAt, state: appeal.state, result: appeal.result, decidedAt: appeal.decidedAt })
    .from(appeal)
    .innerJoin(ruling, eq(ruling.rulingId, appeal.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, appeal.caseId))
    // A correction is told as the review that led to it.
    .where(and(eq(ruling.personId, by.personId), isNull(appeal.reviewId), or(eq(appeal.state, 'open'), gte(appeal.receivedAt, fromAt), gte(appeal.decidedAt, fromAt)), not(areRulingsHidden(ruling.caseId, by))))
    .orderBy(desc(appeal.receivedAt))
    .limit(mostRows);
  return rows.map(({ number, ...row }) => ({ ...row, reference: referenceOf({ number }) }));
}

async function ownCases(db: Db, by: SignedIn, now: number): Promise<MyDay['cases']> {
  const shown = { caseId: disputeCase.caseId, number: disputeCase.number, title: disputeCase.title, state: disputeCase.state, dueAt: disputeCase.dueAt };
  const leased = await db.select(shown).from(disputeCase).where(and(eq(disputeCase.leasePersonId, by.personId), gt(disputeCase.leaseEndsAt, now))).limit(mostRows);
  const kept = await db
    .select(shown)
    .from(disputeCase)
    .where(and(eq(disputeCase.keptForPersonId, by.personId), gt(disputeCase.keptUntil, now), inArray(disputeCase.state, ['queued', 'waiting'])))
    .limit(mostRows);
  return [...leased, ...kept].map(({ number, ...row }) => ({ ...row, reference: referenceOf({ number }) })).sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
}
