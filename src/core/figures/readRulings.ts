import { and, eq, gte, inArray, isNull, lt, ne, sql } from 'drizzle-orm';
import type { FigureFilter, Span } from '../../contract/figures.ts';
import type { Followed } from '../../contract/suggestions.ts';
import type { Outcome, Reason } from '../../contract/vocabulary.ts';
import type { Db } from '../db/open.ts';
import { appeal, appealRuling } from '../db/schema/appeal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { precedent } from '../db/schema/precedent.ts';
import { refund, ruling, type refundStates } from '../db/schema/ruling.ts';
import { rulingSuggestion } from '../db/schema/suggestion.ts';
import type { SignedIn } from '../desk.ts';
import { allHiddenCases, areRulingsHidden } from '../hiddenRulings.ts';
import { packedOf, type Columns, type PackedQuery } from '../db/packed.ts';

/** A ruling or settlement with what figures count of it. */
export type RulingRow = {
  at: number;
  personId: string;
  reason: Reason;
  outcome: Outcome;
  isSettled: 0 | 1;
  appealUntil: number | null;
  receivedAt: number;
  /** Null unless it is the ruling in force on its case. */
  refundBp: number | null;
  value: number | null;
  followed: Followed | null;
  refundState: (typeof refundStates)[number] | null;
  /** Minor units, as text because a sum may be above 2^53. */
  refundMinor: string | null;
  refundCurrency: string | null;
  isAppealed: 0 | 1;
  isOnAppeal: 0 | 1;
  isHidden: 0 | 1;
};

/** How many rulings of a span are hidden from a person; by no filter, because whether one fits would tell who made it. */
export async function countHidden(db: Db, { fromAt, untilAt }: Span, by: SignedIn): Promise<number> {
  const hidden = await allHiddenCases(db, by);
  if (hidden.length === 0) return 0;
  return Number(await db.$count(ruling, and(eq(ruling.state, 'effective'), gte(ruling.effectiveAt, fromAt), lt(ruling.effectiveAt, untilAt), inArray(ruling.caseId, hidden))));
}

/** Rulings and settlements that took effect in a span, found by one index over what is in effect. */
export function rulingsOf(db: Db, { fromAt, untilAt }: Span, { mediators, reasons }: FigureFilter, by: SignedIn): PackedQuery<RulingRow> {
  const columns: Columns<RulingRow> = {
    at: sql`${ruling.effectiveAt}`,
    personId: sql`${ruling.personId}`,
    reason: sql`${ruling.reason}`,
    outcome: sql`${ruling.outcome}`,
    isSettled: sql`${ruling.offerId} is not null`,
    appealUntil: sql`${ruling.appealUntil}`,
    receivedAt: sql`${disputeCase.receivedAt}`,
    refundBp: sql`${precedent.refundBp}`,
    value: sql`${precedent.value}`,
    followed: sql`${rulingSuggestion.followed}`,
    refundState: sql`${refund.state}`,
    refundMinor: sql`cast(${refund.amountMinor} as text)`,
    refundCurrency: sql`${refund.currency}`,
    isAppealed: sql`${appeal.appealId} is not null`,
    isOnAppeal: sql`${appealRuling.appealId} is not null`,
    isHidden: areRulingsHidden(ruling.caseId, by),
  };
  const query = db
    .select({ packed: packedOf(columns) })
    .from(ruling)
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .leftJoin(precedent, and(eq(precedent.caseId, ruling.caseId), eq(precedent.rulingId, ruling.rulingId)))
    .leftJoin(rulingSuggestion, eq(rulingSuggestion.rulingId, ruling.rulingId))
    .leftJoin(refund, and(eq(refund.rulingId, ruling.rulingId), eq(refund.kind, 'order'), ne(refund.state, sql`'cancelled'`)))
    // A correction that a review led to is no appeal of a party.
    .leftJoin(appeal, and(eq(appeal.rulingId, ruling.rulingId), isNull(appeal.reviewId)))
    .leftJoin(appealRuling, eq(appealRuling.rulingId, ruling.rulingId))
    .where(
      and(
        sql`${ruling.state} = 'effective'`,
        gte(ruling.effectiveAt, fromAt),
        lt(ruling.effectiveAt, untilAt),
        mediators.length > 0 ? inArray(ruling.personId, mediators) : undefined,
        reasons.length > 0 ? inArray(ruling.reason, reasons) : undefined,
      ),
    );
  return { query, columns };
}
