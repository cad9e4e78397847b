import type { FigureFilter, Figures, Span } from '../../contract/figures.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { agreementOf } from './agreement.ts';
import { waitingAt, type Wait } from './backlog.ts';
import { bothOf, compareCounts, compareQuantiles, compareRates, splitAt, type Both } from './compare.ts';
import { namesOf } from './names.ts';
import { manyRaters } from './manyRaters.ts';
import { meanAbsoluteDifference } from './meanAbsoluteDifference.ts';
import { unpack } from '../db/packed.ts';
import { comparableBefore, cut, unitOf } from './period.ts';
import { quantileOf } from './quantiles.ts';
import { ratingsOf, reviewsOf, type ReviewRow } from './readReviews.ts';
import { countHidden, rulingsOf, type RulingRow } from './readRulings.ts';
import { appealsOf, casesWaiting, holdsDue, questionsDue, skipsOf } from './readWaits.ts';
import { ballotsOf, decidedOf, outcomesByReason, skipReasons, stuckSums, twoAmountsOf } from './tally.ts';

/** What figures are asked for; as plain data, because they are worked out on a thread of their own. */
export type FiguresInput = { period: Span; zone: string; filters: FigureFilter; by: SignedIn; now: number };

/** Figures of a period and the one before, from seven reads, each found by an index. */
export async function readFigures(db: Db, { period, zone, filters, by, now }: FiguresInput): Promise<Figures> {
  const before = comparableBefore(period, zone, now);
  const both = { fromAt: before.fromAt, untilAt: Math.min(period.untilAt, now + 1) };
  const split = <Row>(rows: readonly Row[], atOf: (row: Row) => number | null) => splitAt(rows, atOf, { now: period, before });

  const found = await unpack(rulingsOf(db, both, filters, by));
  const shown = found.filter(({ isHidden }) => isHidden === 0);
  const all = split(shown, ({ at }) => at);
  const rulings = bothOf(all, (rows) => rows.filter(({ isSettled }) => isSettled === 0));
  const first = bothOf(rulings, (rows) => rows.filter(({ isOnAppeal }) => isOnAppeal === 0));
  const took = bothOf(first, (rows) => rows.map(({ at, receivedAt }) => at - receivedAt));
  const cases = await unpack(casesWaiting(db, both, filters));
  const appealed = await appealsOf(db, both, filters, by);
  const onAppeal = appealed.map(({ fromAt, decidedAt, state, leftAt }): Wait => ({ fromAt, endAt: decidedAt ?? (state === 'open' ? null : (leftAt ?? fromAt)) }));
  const waits = [...cases, ...onAppeal];
  const decidedAppeals = split(appealed.filter(({ decidedAt, reviewId, isHidden }) => reviewId === null && !isHidden && decidedAt !== null && decidedAt >= before.fromAt), ({ decidedAt }) => decidedAt);
  const received = split(cases.filter(({ fromAt }) => fromAt >= before.fromAt), ({ fromAt }) => fromAt);
  const questions = split(await questionsDue(db, both, filters), ({ at }) => at);
  const holds = split(await holdsDue(db, both, filters, by), ({ at }) => at);
  const reviews = split(await reviewsOf(db, both, filters, by), ({ at }) => at);
  const ratings = split(await ratingsOf(db, both, filters, by), ({ at }) => at);
  const skips = split(await skipsOf(db, both, filters), ({ at }) => at);
  const names = await namesOf(db);
  const atEnd = waitingAt(waits, Math.min(period.untilAt, now + 1));
  const unit = unitOf(period, zone);

  return {
    at: now,
    zone,
    period,
    before,
    unit,
    buckets: cut(period, unit, zone).map((span) => bucketOf(span, now, received.now, rulings.now, waits)),
    leftOut: await countHidden(db, both, by),
    volume: { received: compareCounts(received), decided: compareCounts(rulings), settled: compareCounts(bothOf(all, (rows) => rows.filter(({ isSettled }) => isSettled === 1))) },
    backlog: { now: atEnd.total, before: waitingAt(waits, Math.min(period.fromAt, now + 1)).total, oldestMs: atEnd.oldestMs },
    timeToRuling: { median: compareQuantiles(took, 0.5), p90: compareQuantiles(took, 0.9) },
    deadlines: {
      answers: compareRates(questions, () => true, ({ state }) => state === 'answered'),
      held: compareRates(holds, ({ decidedAt, state }) => decidedAt !== null || state === 'held', ({ decidedAt, at }) => decidedAt !== null && Number(decidedAt) <= at),
    },
    outcomes: outcomesByReason(rulings.now),
    overturns: {
      reviews: compareRates(reviews, () => true, ({ verdict }) => verdict === 'overturn'),
      appeals: compareRates(decidedAppeals, () => true, ({ result }) => result !== 'confirmed'),
    },
    agreement: { reviews: bothOf(reviews, ofReviews), calibration: bothOf(ratings, (rows) => manyRaters(ballotsOf(rows))) },
    amounts: bothOf(reviews, (rows) => meanAbsoluteDifference(twoAmountsOf(rows))),
    spread: spreadFor(rulings, names, by),
    appeals: {
      rate: compareRates(rulings, ({ appealUntil }) => appealUntil !== null, ({ isAppealed }) => isAppealed === 1),
      stillOpen: rulings.now.filter(({ appealUntil, isAppealed }) => isAppealed === 0 && appealUntil !== null && appealUntil > now).length,
    },
    skips: { count: compareCounts(skips), reasons: skipReasons(skips.now) },
    payouts: { stuck: compareRates(all, ({ refundState }) => refundState !== null, ({ refundState }) => isStuck(refundState)), sums: stuckSums(all.now.filter(({ refundState }) => isStuck(refundState))) },
    against: compareRates(rulings, ({ followed }) => followed !== null, ({ followed }) => followed === 'no'),
  };
}

function isStuck(state: RulingRow['refundState']): boolean {
  return state === 'failed' || state === 'unknown';
}

function ofReviews(rows: readonly ReviewRow[]) {
  return agreementOf(rows.flatMap(({ view, outcome }) => (view === null ? [] : [{ first: view, second: outcome }])));
}

/** Who refunds more or less than the others is told to leads, not to the owner of the machine. */
function spreadFor(rulings: Both<RulingRow[]>, names: ReadonlyMap<string, string>, by: SignedIn): Figures['spread'] {
  const spread = bothOf(rulings, (rows) => decidedOf(rows, names));
  return by.role === 'lead' ? spread : bothOf(spread, (one) => ({ ...one, people: [] }));
}

function bucketOf(span: Span, now: number, received: readonly Wait[], rulings: readonly RulingRow[], waits: readonly Wait[]): Figures['buckets'][number] {
  if (span.fromAt > now) return { ...span, received: null, decided: null, waiting: null, medianMs: null };
  const isIn = (at: number) => at >= span.fromAt && at < span.untilAt;
  const own = rulings.filter(({ at }) => isIn(at));
  const took = own.filter(({ isOnAppeal }) => isOnAppeal === 0).map(({ at, receivedAt }) => at - receivedAt);
  return {
    ...span,
    received: received.filter(({ fromAt }) => isIn(fromAt)).length,
    decided: own.length,
    waiting: waitingAt(waits, Math.min(span.untilAt, now + 1)).bands,
    medianMs: quantileOf(took, 0.5).value,
  };
}
