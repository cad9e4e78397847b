import { and, eq, gte, inArray, isNotNull, lt, min, sql } from 'drizzle-orm';
import type { Money } from '../../contract/money.ts';
import type { Followed } from '../../contract/suggestions.ts';
import type { Outcome, Reason } from '../../contract/vocabulary.ts';
import { appeal } from '../db/schema/appeal.ts';
import { toMoney } from '../db/schema/columns.ts';
import { caseExit } from '../db/schema/exit.ts';
import { review } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import { rulingSuggestion } from '../db/schema/suggestion.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import { newClauses } from './newClauses.ts';

/** What the rules of a plan ask about one ruling. */
export type Member = {
  rulingId: string;
  caseId: string;
  personId: string;
  personName: string;
  reason: Reason;
  outcome: Outcome;
  amount: Money | null;
  clauses: readonly string[];
  followed: Followed | null;
  /** Milliseconds since its mediator's first ruling at this desk. */
  atDeskMs: number;
  /** Milliseconds since the version that brought or changed one of its clauses; null when none is new. */
  clauseAgeMs: number | null;
  hadAppeal: boolean;
  isMediatorOverturned: boolean;
  isClauseOverturned: boolean;
  isReviewed: boolean;
};

/** The rulings a sample is drawn from, by id, and what else is in the period. */
export type Population = { members: Member[]; leftOut: { settlements: number; underAppeal: number; merged: number; hidden: number } };

/** A period, and the moment all is looked at from: what came later changes nothing, so that a sample is drawn again. Integer ms UTC. */
export type Span = { fromAt: number; untilAt: number; at: number };

/**
 * Reads the rulings of the desk that took effect in a period, by the state of things before `at`: without settlements, cases under an open
 * appeal and merged ones. With `by` also without those hidden from that person, whose numbers would tell of them.
 */
export async function readPopulation(db: Db, span: Span, by: SignedIn | null): Promise<Population> {
  const { at } = span;
  const rows = await readRulings(db, span, by);
  const appeals = await db.select().from(appeal).where(lt(appeal.recordedAt, at));
  const open = new Set(appeals.filter((one) => one.state === 'open' || (one.decidedAt ?? -Infinity) >= at).map(({ caseId }) => caseId));
  const appealed = new Set(appeals.map(({ caseId }) => caseId));
  const merged = new Set((await db.select({ caseId: caseExit.caseId }).from(caseExit).where(and(eq(caseExit.as, 'merged'), lt(caseExit.at, at)))).map(({ caseId }) => caseId));
  const reviewed = new Set((await db.select({ rulingId: review.rulingId }).from(review).where(and(isNotNull(review.decidedAt), lt(review.decidedAt, at)))).map(({ rulingId }) => rulingId));
  const firsts = new Map((await db.select({ personId: ruling.personId, at: min(ruling.stagedAt) }).from(ruling).groupBy(ruling.personId)).map((one) => [one.personId, one.at ?? at]));
  const changed = appeals.filter((one) => one.decidedAt !== null && one.decidedAt < at && one.result !== null && one.result !== 'confirmed').map(({ rulingId }) => rulingId);
  const overturned = await readOverturned(db, changed, at);
  const clauseAge = await newClauses(db);
  const population: Population = { members: [], leftOut: { settlements: 0, underAppeal: 0, merged: 0, hidden: 0 } };
  const { members, leftOut } = population;
  for (const { isHidden, offerId, amountMinor, amountCurrency, effectiveAt, policyVersion, followed, ...row } of rows) {
    if (offerId !== null) leftOut.settlements += 1;
    else if (open.has(row.caseId)) leftOut.underAppeal += 1;
    else if (merged.has(row.caseId)) leftOut.merged += 1;
    else if (isHidden) leftOut.hidden += 1;
    else {
      members.push({
        ...row,
        amount: toMoney(amountMinor, amountCurrency),
        followed,
        atDeskMs: effectiveAt - (firsts.get(row.personId) ?? effectiveAt),
        clauseAgeMs: clauseAge(policyVersion, row.clauses, effectiveAt),
        hadAppeal: appealed.has(row.caseId),
        isMediatorOverturned: overturned.people.has(row.personId),
        isClauseOverturned: row.clauses.some((code) => overturned.clauses.has(code)),
        isReviewed: reviewed.has(row.rulingId),
      });
    }
  }
  members.sort((a, b) => (a.rulingId < b.rulingId ? -1 : 1));
  return population;
}

function readRulings(db: Db, { fromAt, untilAt, at }: Span, by: SignedIn | null) {
  return db
    .select({
      rulingId: ruling.rulingId,
      caseId: ruling.caseId,
      personId: ruling.personId,
      personName: ruling.personName,
      offerId: ruling.offerId,
      reason: ruling.reason,
      outcome: ruling.outcome,
      amountMinor: ruling.amountMinor,
      amountCurrency: ruling.amountCurrency,
      clauses: ruling.clauses,
      policyVersion: ruling.policyVersion,
      effectiveAt: ruling.effectiveAt,
      followed: rulingSuggestion.followed,
      isHidden: by ? sql<boolean>`${areRulingsHidden(ruling.caseId, by)}`.mapWith((value) => Number(value) === 1) : sql<boolean>`0`.mapWith(() => false),
    })
    .from(ruling)
    .leftJoin(rulingSuggestion, eq(rulingSuggestion.rulingId, ruling.rulingId))
    .where(and(eq(ruling.state, 'effective'), gte(ruling.effectiveAt, fromAt), lt(ruling.effectiveAt, Math.min(untilAt, at))));
}

/** Who made rulings that a review or an appeal changed before `at`, and the clauses those rested on. */
async function readOverturned(db: Db, changedOnAppeal: readonly string[], at: number): Promise<{ people: Set<string>; clauses: Set<string> }> {
  const byReview = await db.select({ rulingId: review.rulingId }).from(review).where(and(eq(review.settledVerdict, 'overturn'), lt(review.finalAt, at)));
  const ids = [...new Set([...changedOnAppeal, ...byReview.map(({ rulingId }) => rulingId)])];
  const overturned = { people: new Set<string>(), clauses: new Set<string>() };
  for (let start = 0; start < ids.length; start += 500) {
    for (const { personId, clauses } of await db.select({ personId: ruling.personId, clauses: ruling.clauses }).from(ruling).where(inArray(ruling.rulingId, ids.slice(start, start + 500)))) {
      overturned.people.add(personId);
      for (const code of clauses) overturned.clauses.add(code);
    }
  }
  return overturned;
}

/** Rulings that can be golden or reviewed at all: in effect, of the desk, and of a case without an open appeal. */
export function isReviewable(row: Pick<typeof ruling.$inferSelect, 'state' | 'offerId'>): boolean {
  return row.state === 'effective' && row.offerId === null;
}
