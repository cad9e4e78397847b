import { and, eq, gte, inArray, isNotNull, lt, not, notExists, sql } from 'drizzle-orm';
import type { FigureFilter, Span } from '../../contract/figures.ts';
import type { Db } from '../db/open.ts';
import { calibration, calibrationPerson, calibrationRating } from '../db/schema/calibration.ts';
import { review } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import { sampleItem } from '../db/schema/sample.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import { mayKnowGolden } from '../knownGoldens.ts';

/**
 * Reviews that became final in a span: the reviewer's own view beside the ruling, and what the verdict came to. Those of cases with a settled
 * answer, mixed into samples to measure reviewers, say nothing of the work that is reviewed and are left out, as soon as who asks may know of
 * them: before that, a verdict that counted for nothing would tell that it was on one of them.
 */
export function reviewsOf(db: Db, { fromAt, untilAt }: Span, { reasons, mediators }: FigureFilter, by: SignedIn) {
  const golden = db.select({ one: sql`1` }).from(sampleItem).where(and(eq(sampleItem.sampleId, review.sampleId), eq(sampleItem.rulingId, review.rulingId), eq(sampleItem.drawnBy, 'golden'), mayKnowGolden(review.rulingId, by)));
  return db
    .select({
      at: review.finalAt,
      verdict: review.settledVerdict,
      view: review.outcome,
      viewMinor: review.amountMinor,
      viewCurrency: review.amountCurrency,
      outcome: ruling.outcome,
      minor: ruling.amountMinor,
      currency: ruling.amountCurrency,
      cap: inFrozen('$.refundRoom.cap.minor'),
      capCurrency: inFrozen('$.refundRoom.cap.currency'),
    })
    .from(review)
    .innerJoin(ruling, eq(ruling.rulingId, review.rulingId))
    .where(
      and(
        sql`${review.state} = 'final'`,
        gte(review.finalAt, fromAt),
        lt(review.finalAt, untilAt),
        notExists(golden),
        not(areRulingsHidden(review.caseId, by)),
        reasons.length > 0 ? inArray(ruling.reason, reasons) : undefined,
        mediators.length > 0 ? inArray(ruling.personId, mediators) : undefined,
      ),
    );
}

/** A word of the frozen file; null in one that is damaged on disk, which its hash tells of and no figure has to fail for. */
function inFrozen(path: string) {
  return sql<string | null>`case when json_valid(${ruling.frozenFile}) then json_extract(${ruling.frozenFile}, ${path}) end`;
}

/** One of them. */
export type ReviewRow = Awaited<ReturnType<typeof reviewsOf>>[number];

/** How people rated the cases of calibration rounds that ended in a span; who left a round before they were done counts for nothing. */
export function ratingsOf(db: Db, { fromAt, untilAt }: Span, { reasons }: FigureFilter, by: SignedIn) {
  return db
    .select({ at: calibration.closedAt, calibrationId: calibration.calibrationId, rulingId: calibrationRating.rulingId, outcome: calibrationRating.outcome })
    .from(calibration)
    .innerJoin(calibrationRating, eq(calibrationRating.calibrationId, calibration.calibrationId))
    .innerJoin(calibrationPerson, and(eq(calibrationPerson.calibrationId, calibrationRating.calibrationId), eq(calibrationPerson.personId, calibrationRating.personId), isNotNull(calibrationPerson.doneAt)))
    .innerJoin(ruling, eq(ruling.rulingId, calibrationRating.rulingId))
    .where(and(gte(calibration.closedAt, fromAt), lt(calibration.closedAt, untilAt), not(areRulingsHidden(ruling.caseId, by)), reasons.length > 0 ? inArray(ruling.reason, reasons) : undefined));
}
