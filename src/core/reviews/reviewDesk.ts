import { asc, eq, sql } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import type { ReviewDesk } from '../../contract/reviews.ts';
import { loadCase } from '../cases/lease.ts';
import { toSummary } from '../cases/caseFile.ts';
import { appeal } from '../db/schema/appeal.ts';
import { toMoney } from '../db/schema/columns.ts';
import { reviewAnswer } from '../db/schema/review.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { requireRulingsShown } from '../hiddenRulings.ts';
import { whyNotCorrect } from '../rulings/openCorrection.ts';
import { readRuling } from '../rulings/readRuling.ts';
import { approversOf, readBlindFile } from './judgeBlind.ts';
import { findReview, toReviewRow, type FoundReview } from './readReview.ts';
import { differenceTo } from './reviewRules.ts';
import { readCard } from './reviewScorecard.ts';
import { whyNotSettle } from './settleReview.ts';

/** One review with what its reader may see. Throws NOT_PERMITTED for a mediator who did not rule, NOT_ALLOWED_NOW while the ruling is hidden. */
export async function readReviewDesk(db: Db, reviewId: string, by: SignedIn, now: number): Promise<OutputOf<'reviews.get'>> {
  const found = await findReview(db, reviewId);
  const { row } = found;
  const isMine = row.reviewerId === by.personId;
  if (!isMine) await requireReader(db, found, by);
  const view = row.viewedAt !== null && row.outcome !== null ? { outcome: row.outcome, amount: toMoney(row.amountMinor, row.amountCurrency), words: row.viewWords ?? '', at: row.viewedAt } : null;
  // A dropped review ends as it stood: its ruling is read under Decisions.
  const ruled = view ? await readRuled(db, found) : null;
  const card = await readCard(db, row.scorecardVersion);
  const answers = await db.select().from(reviewAnswer).where(eq(reviewAnswer.reviewId, reviewId)).orderBy(asc(reviewAnswer.at), asc(sql`${reviewAnswer.kind} in ('upheld', 'changed')`));
  return {
    ...toReviewRow(found),
    isMine,
    file: JSON.parse(JSON.stringify(await readBlindFile(db, row.rulingId))) as ReviewDesk['file'],
    view,
    ruled,
    differs: view && ruled ? differenceTo(view, ruled.summary) : null,
    rootCause: card.rootCauses.find(({ id }) => id === row.rootCause)?.words ?? row.rootCause,
    words: row.words,
    scores: card.questions.flatMap((one) => (row.scores?.[one.id] === undefined ? [] : [{ ...one, score: row.scores[one.id] ?? 0 }])),
    scorecard: card,
    answers: answers.map(({ kind, personName, words, verdict, at }) => ({ kind, personName, words, verdict, at })),
    mayAnswer: row.state === 'decided' && found.personId === by.personId && (row.answerUntil === null || now <= row.answerUntil),
    maySettle: row.state === 'disputed' && isLead(by) && (await whyNotSettle(db, found, by, now)) === null,
    correction: await correctionOf(db, found, by),
  };
}

const isLead = (by: SignedIn) => by.role === 'lead' || by.role === 'admin';

async function requireReader(db: Db, { row, personId }: FoundReview, by: SignedIn): Promise<void> {
  const isDecided = row.decidedAt !== null;
  if (personId === by.personId) {
    // Who ruled hears of a review when it says something, not while somebody thinks about it.
    if (!isDecided) throw new DeskError('NOT_PERMITTED', 'A review of your own ruling is shown to you when its verdict is given.');
    return;
  }
  if (!isLead(by)) throw new DeskError('NOT_PERMITTED', 'Reviews are read by leads and by who made the ruling.');
  await requireRulingsShown(db, row.caseId, by);
}

async function readRuled(db: Db, { row, number }: FoundReview): Promise<ReviewDesk['ruled']> {
  const ruled = await readRuling(db, row.rulingId);
  return { summary: toSummary(ruled.row, { number }), ruling: ruled.ruling, approvedBy: await approversOf(db, row.rulingId), policyVersion: ruled.row.policyVersion };
}

async function correctionOf(db: Db, { row, personId }: FoundReview, by: SignedIn): Promise<ReviewDesk['correction']> {
  const [opened] = await db.select({ at: appeal.recordedAt }).from(appeal).where(eq(appeal.reviewId, row.reviewId));
  if (opened) return { mayOpen: false, whyNot: null, openedAt: opened.at };
  if (row.settledVerdict !== 'overturn' || !isLead(by)) return { mayOpen: false, whyNot: null, openedAt: null };
  const [open] = (await db.select().from(appeal).where(eq(appeal.caseId, row.caseId))).filter(({ state }) => state === 'open');
  const why = open ? 'Another look at the case is under way already.' : personId === by.personId ? 'This is a review of your own ruling; another lead opens its correction.' : await whyNotCorrect(db, await loadCase(db, row.caseId), row.rulingId);
  return { mayOpen: why === null, whyNot: why, openedAt: null };
}
