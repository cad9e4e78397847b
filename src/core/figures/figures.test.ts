import { eq, isNull, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Figures } from '../../contract/figures.ts';
import type { RulingInput, RulingSummary } from '../../contract/rulings.ts';
import { noteView, recordAppeal, ruleOn } from '../../testing/appealed.ts';
import { neutralCase, placeCase, takeCase } from '../../testing/builders.ts';
import { answerIt, correctIt, reviewedBy } from '../../testing/reviewed.ts';
import { openTempDesk, testNow, type TempDesk } from '../../testing/tempDesk.ts';
import { caseHandlers } from '../cases/methods.ts';
import { rulingHold } from '../db/schema/approval.ts';
import { calibration, calibrationPerson, calibrationRating } from '../db/schema/calibration.ts';
import { review, scorecard } from '../db/schema/review.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import { sample, sampleItem } from '../db/schema/sample.ts';
import type { SignedIn } from '../desk.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { figureHandlers } from './methods.ts';
import { ratingsOf, reviewsOf } from './readReviews.ts';
import { rulingsOf } from './readRulings.ts';
import { appealsOf, casesWaiting, holdsDue, questionsDue, skipsOf } from './readWaits.ts';

const hour = 3_600_000;
const day = 24 * hour;
let temp: TempDesk;
let dana: SignedIn;
let olu: SignedIn;
let lead: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  [dana, olu, lead] = [await temp.seat('Dana'), await temp.seat('Olu'), await temp.seat('Lena', 'lead')];
});
afterEach(() => temp.close());

const none: Partial<RulingInput> = { outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [] };
const full: Partial<RulingInput> = { outcome: 'full_refund', basis: { by: 'full' } };
/** From the midnight before the desk starts, for `days` days. */
const midnight = Date.parse('2026-06-10T00:00:00Z');
const get = async (days = 7, change: Partial<Parameters<(typeof figureHandlers)['figures.get']>[1]> = {}, by = lead) =>
  Figures.parse(await figureHandlers['figures.get'](temp.desk, { fromAt: midnight, untilAt: midnight + days * day, zone: 'UTC', filters: { mediators: [], reasons: [] }, ...change }, by));

async function rule(caseId: string, at: number, by: SignedIn, change: Partial<RulingInput> = {}): Promise<RulingSummary> {
  temp.clock.now = at;
  if (change.outcome !== 'no_refund') return ruleOn(temp, caseId, by, change);
  const file = await takeCase(temp.desk, caseId, by);
  const findings = file.claims.map(({ claimId }) => ({ claimId, result: 'not_established' as const, exhibits: [file.exhibits[0]?.evidenceId ?? ''], spots: [], absence: null, words: null }));
  return ruleOn(temp, caseId, by, { ...change, findings });
}

/** Seven cases that come in at once, ruled on 1, 2, 3, 5, 8, 13 and 21 hours later: four in part, two in full, one not; the last three by Olu. */
async function seven(): Promise<RulingSummary[]> {
  const cases: string[] = [];
  for (let place = 0; place < 7; place += 1) cases.push(await placeCase(temp.desk));
  const rulings: RulingSummary[] = [];
  for (const [place, hours] of [1, 2, 3, 5, 8, 13, 21].entries()) {
    rulings.push(await rule(cases[place] ?? '', testNow + hours * hour, place < 4 ? dana : olu, place < 4 ? {} : place < 6 ? full : none));
  }
  return rulings;
}

async function addReview(rulingId: string, caseId: string, change: Partial<typeof review.$inferInsert>): Promise<void> {
  await temp.database.insert(scorecard).values({ version: 1, content: {}, publishedAt: 1, publishedById: lead.personId, publishedByName: 'Lena' }).onConflictDoNothing();
  const at = temp.clock.now;
  await temp.database.insert(review).values({
    ...{ reviewId: randomUUID(), rulingId, caseId, reviewerId: lead.personId, state: 'final', openedAt: at, viewedAt: at, outcome: 'no_refund', verdict: 'agree', words: 'As seen.', scorecardVersion: 1, decidedAt: at, settledVerdict: 'agree', finalAt: at },
    ...change,
  });
}

describe('figures of a period', () => {
  it('would differ from what seven rulings come to by hand: median 5 h, 90 % point 16.2 h, and the share of each outcome', async () => {
    await seven();
    const figures = await get();
    const undoMs = 15_000;
    expect(figures.volume).toMatchObject({ received: { now: 7, before: 0 }, decided: { now: 7, before: 0 }, settled: { now: 0 } });
    expect(figures.timeToRuling.median.now).toMatchObject({ n: 7, value: 5 * hour + undoMs, interval: { low: hour + undoMs, high: 21 * hour + undoMs } });
    expect(figures.timeToRuling.p90.now.value).toBeCloseTo(16.2 * hour + undoMs, 3);
    const [wrong, ...more] = figures.outcomes;
    expect(more).toEqual([]);
    expect(wrong).toMatchObject({ reason: 'wrong_item', n: 7, outcomes: { full_refund: { k: 2, n: 7 }, partial_refund: { k: 4 }, no_refund: { k: 1 } } });
    // Four halves, two wholes, one nothing.
    expect(wrong?.share.mean).toBeCloseTo((4 * 0.5 + 2) / 7, 3);
    expect(figures.buckets.slice(0, 3).map(({ received, decided, waiting }) => [received, decided, waiting?.reduce((sum, one) => sum + one, 0)])).toEqual([[7, 6, 1], [0, 1, 0], [null, null, undefined]]);
  });

  it('would set it beside a period of another length, or tell a difference of a handful of cases', async () => {
    await seven();
    temp.clock.now = midnight + 2 * day;
    const figures = await get(1, { fromAt: midnight + day, untilAt: midnight + 2 * day });
    expect([figures.before.fromAt, figures.before.untilAt]).toEqual([midnight, midnight + day]);
    expect(figures.volume.decided).toMatchObject({ now: 1, before: 6, difference: { by: -5, isTold: false } });
    expect(figures.backlog).toMatchObject({ now: 0, before: 1 });
    expect(figures.timeToRuling.median.difference.isTold).toBe(false);
  });

  it('would set a day that has just begun beside a whole one', async () => {
    await seven();
    temp.clock.now = midnight + day + 11 * hour;
    const figures = await get(1, { fromAt: midnight + day, untilAt: midnight + 2 * day });
    expect(figures.before).toEqual({ fromAt: midnight, untilAt: midnight + 11 * hour });
    // Only the first was ruled before eleven.
    expect(figures.volume.decided).toMatchObject({ now: 1, before: 1 });
  });

  it('would count only what is asked for: one person’s, or one reason’s', async () => {
    await seven();
    expect((await get(7, { filters: { mediators: [olu.personId], reasons: [] } })).volume.decided.now).toBe(3);
    expect((await get(7, { filters: { mediators: [], reasons: ['defective'] } })).volume).toMatchObject({ received: { now: 0 }, decided: { now: 0 } });
  });

  it('would show single mediators to somebody who is no lead', async () => {
    await seven();
    const admin: SignedIn = { ...(await temp.seat('Ada', 'admin')) };
    const spread = (await get()).spread.now;
    expect(spread).toMatchObject({ kinds: 1, cases: 7, mediators: 2 });
    expect(spread.people.map(({ name, deviation }) => [name, deviation.n])).toEqual([['Dana', 4], ['Olu', 3]]);
    // Olu: 1, 1 and 0 against 0.5 four times.
    expect(spread.people[1]?.deviation.mean).toBeCloseTo(2 / 3 - 0.5, 3);
    const own = await get(7, {}, admin);
    expect(own.spread.now).toMatchObject({ cases: 7, people: [] });
    expect(JSON.stringify(own)).not.toMatch(/Olu|Dana/);
    await expect(get(7, { filters: { mediators: [olu.personId], reasons: [] } }, admin)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  });

  it('would state a rate anywhere in the answer without what it is made of and the interval it lies in', async () => {
    await seven();
    let rates = 0;
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('k' in value || typeof (value as { rate?: unknown }).rate === 'number') {
        rates += 1;
        const { k, n, rate, interval } = value as { k: number; n: number; rate: number | null; interval: { low: number; high: number } };
        expect([path, Number.isInteger(k), k <= n, rate === (n === 0 ? null : k / n), interval.low <= (rate ?? 0) && (rate ?? 1) <= interval.high]).toEqual([path, true, true, true, true]);
        if (n > 0 && n < 30) expect([path, interval.high - interval.low > 0.1]).toEqual([path, true]);
      }
      // A share that is no rate is a mean of at least as many values as are named beside it.
      if ('mean' in value) expect(value).toMatchObject({ n: expect.any(Number), interval: expect.any(Object) });
      for (const [name, inner] of Object.entries(value)) walk(inner, `${path}.${name}`);
    };
    walk(await get(), 'figures');
    expect(rates).toBeGreaterThan(15);
  });

  it('would count appeals of rulings of the period, and those that changed something, apart from reviews', async () => {
    const [first] = await seven();
    await recordAppeal(temp, first?.caseId ?? '', olu);
    const admin = await temp.seat('Ada', 'admin');
    expect(await get(7, {}, admin)).toMatchObject({ appeals: { rate: { now: { k: 1, n: 7 } }, stillOpen: 6 }, backlog: { now: 1 } });
    temp.clock.now += hour;
    await ruleOn(temp, first?.caseId ?? '', olu, full, { result: 'changed', newInformation: 'The carrier weighed it.' });
    const figures = await get();
    expect(figures.overturns).toMatchObject({ appeals: { now: { k: 1, n: 1 } }, reviews: { now: { k: 0, n: 0, rate: null } } });
    // A ruling on an appeal is decided work, and no case that waited since it came in.
    expect(figures.volume.decided.now).toBe(8);
    expect(figures.timeToRuling.median.now.n).toBe(7);
  });

  it('would count a review before it is final, or one of a case mixed in to measure the reviewer', async () => {
    const [one, two, three, four] = await seven();
    const half = { outcome: 'partial_refund' as const, amountMinor: 3_333n, amountCurrency: 'USD' };
    await addReview(one?.rulingId ?? '', one?.caseId ?? '', half);
    await addReview(two?.rulingId ?? '', two?.caseId ?? '', { verdict: 'overturn', rootCause: 'facts', settledVerdict: 'overturn' });
    await addReview(three?.rulingId ?? '', three?.caseId ?? '', { ...half, state: 'decided', settledVerdict: null, finalAt: null });
    await temp.database.insert(sample).values({ sampleId: 's', name: 's', seed: 's', plan: {}, fromAt: 0, untilAt: 1, populationSize: 1, populationSha256: 'x', drawnAt: 1, drawnById: lead.personId, drawnByName: 'Lena' });
    await temp.database.insert(sampleItem).values({ sampleId: 's', position: 0, rulingId: four?.rulingId ?? '', drawnBy: 'golden' });
    await addReview(four?.rulingId ?? '', four?.caseId ?? '', { ...half, sampleId: 's', verdict: 'overturn', rootCause: 'facts', settledVerdict: 'overturn' });
    const { overturns, agreement, amounts } = await get();
    expect(overturns.reviews.now).toMatchObject({ k: 1, n: 2 });
    expect(agreement.reviews.now.raw).toMatchObject({ k: 1, n: 2 });
    // The halves are USD 33.33 and the other review would refund nothing of one: 0 and 33.33 apart, of a cap of 66.65.
    expect(amounts.now).toMatchObject([{ currency: 'USD', n: 2, meanMinor: '1667', ofCap: { n: 2 } }]);
    expect(amounts.now[0]?.ofCap.mean).toBeCloseTo(3_333 / 6_665 / 2, 4);
  });

  it('would count a correction that a review led to among the appeals of parties, or tell its mediator that a party appealed', async () => {
    const { rulingId, caseId } = await rule(await placeCase(temp.desk), testNow + hour, dana);
    const reviewId = await reviewedBy(temp, rulingId, lead);
    await answerIt(temp, reviewId, dana);
    await correctIt(temp, reviewId, lead);
    expect(await get()).toMatchObject({ backlog: { now: 1 }, appeals: { rate: { now: { k: 0, n: 1 } }, stillOpen: 1 } });
    expect((await figureHandlers['figures.myDay'](temp.desk, { zone: 'UTC' }, dana)).appeals).toEqual([]);
    temp.clock.now += hour;
    await ruleOn(temp, caseId, olu, full, { result: 'changed', newInformation: 'The carrier weighed it.' });
    expect((await get()).overturns).toMatchObject({ appeals: { now: { k: 0, n: 0 } }, reviews: { now: { k: 1, n: 1 } } });
    expect((await figureHandlers['figures.myDay'](temp.desk, { zone: 'UTC' }, dana)).cameBack.map(({ what }) => what)).toEqual(['overturned']);
    const fits = async (filter: object) => (await rulingHandlers['rulings.list'](temp.desk, { filter, cursor: null, limit: 50 }, lead)).rows.map((row) => row.rulingId);
    expect(await fits({ isAppealed: true })).toEqual([]);
    expect(await fits({ isOverturned: true })).toEqual([rulingId]);
  });

  it('would tell who judges a ruling blind that it was held or changed on appeal, or by a filter for a person who made it', async () => {
    const [first, second] = await seven();
    await recordAppeal(temp, first?.caseId ?? '', olu);
    temp.clock.now += hour;
    await ruleOn(temp, first?.caseId ?? '', olu, full, { result: 'changed', newInformation: 'The carrier weighed it.' });
    const dueAt = temp.clock.now;
    await temp.database.insert(rulingHold).values({ rulingId: second?.rulingId ?? '', heldAt: dueAt, dueAt, sha256: 'x', currency: 'USD', limitMinor: 1n, totalMinor: 2n });
    await temp.database.update(ruling).set({ state: 'held' }).where(eq(ruling.rulingId, second?.rulingId ?? ''));
    temp.clock.now += hour;
    const told = async (by: SignedIn) => {
      const { overturns, deadlines } = await get(7, { filters: { mediators: [dana.personId], reasons: [] } }, by);
      return [overturns.appeals.now.n, deadlines.held.now.n];
    };
    expect(await told(lead)).toEqual([1, 1]);
    for (const one of [first, second]) await temp.database.insert(review).values({ reviewId: randomUUID(), rulingId: one?.rulingId ?? '', caseId: one?.caseId ?? '', reviewerId: lead.personId, state: 'open', openedAt: 1 });
    expect(await told(lead)).toEqual([0, 0]);
    for (const mediators of [[], [dana.personId], [olu.personId]]) expect((await get(7, { filters: { mediators, reasons: [] } })).leftOut).toBe(2);
  });

  it('would take a round of calibration that has not ended', async () => {
    const [one, two] = await seven();
    const rate = (calibrationId: string, rulingId: string, personId: string, outcome: 'full_refund' | 'no_refund') =>
      temp.database.insert(calibrationRating).values({ calibrationId, rulingId, personId, outcome, words: 'x', at: temp.clock.now, ...(outcome === 'no_refund' ? {} : { amountMinor: 1n, amountCurrency: 'USD' }) });
    for (const [calibrationId, closedAt] of [['ended', temp.clock.now], ['open', null]] as const) {
      await temp.database.insert(calibration).values({ calibrationId, name: calibrationId, openedAt: temp.clock.now, openedById: lead.personId, openedByName: 'Lena' });
      for (const person of [dana, olu, lead]) await temp.database.insert(calibrationPerson).values({ calibrationId, personId: person.personId, ...(person === lead ? { leftAt: temp.clock.now } : { doneAt: null }) });
      // Who left the round counts for nothing.
      await rate(calibrationId, one?.rulingId ?? '', lead.personId, 'full_refund');
      for (const [ruling, person, outcome] of [[one, dana, 'no_refund'], [one, olu, 'no_refund'], [two, dana, 'no_refund'], [two, olu, 'full_refund']] as const) await rate(calibrationId, ruling?.rulingId ?? '', person.personId, outcome);
      await temp.database.update(calibrationPerson).set({ doneAt: temp.clock.now }).where(isNull(calibrationPerson.leftAt));
      await temp.database.update(calibration).set({ closedAt }).where(eq(calibration.calibrationId, calibrationId));
    }
    expect((await get()).agreement.calibration.now).toMatchObject({ n: 2, ratings: 4, raw: { value: 0.5 } });
  });

  it('would lose a skip because the person skipped the case again, or its reason', async () => {
    const caseId = await placeCase(temp.desk);
    for (const reason of ['no Japanese', 'no Japanese', 'too tired']) {
      await takeCase(temp.desk, caseId, dana);
      await caseHandlers['cases.skip'](temp.desk, { requestId: randomUUID(), caseId, reason } as never, dana);
    }
    expect((await get()).skips).toEqual({ count: { now: 3, before: 0, difference: expect.any(Object) }, reasons: [{ reason: 'no Japanese', count: 2 }, { reason: 'too tired', count: 1 }] });
  });

  it('would add stuck payouts of two currencies, or forget those whose fate is not known', async () => {
    const jpy = (minor: string) => ({ minor, currency: 'JPY' });
    const cases = [await placeCase(temp.desk), await placeCase(temp.desk), await placeCase(temp.desk, neutralCase({ order: { id: 'yen', currency: 'JPY', captured: jpy('8000'), placedAt: '2026-05-01T08:00:00Z' }, items: [{ id: 'item-1', title: 'Watch', unitPrice: jpy('8000') }], claims: neutralCase().claims.map((claim) => ({ ...claim, amount: jpy('8000') })) }))];
    for (const caseId of cases) await rule(caseId, temp.clock.now + hour, dana);
    for (const [place, state] of [[0, 'failed'], [2, 'unknown']] as const) await temp.database.update(refund).set({ state }).where(eq(refund.caseId, cases[place] ?? ''));
    const { payouts } = await get();
    expect(payouts.stuck.now).toMatchObject({ k: 2, n: 3 });
    expect(payouts.sums.toSorted((a, b) => a.sum.currency.localeCompare(b.sum.currency))).toEqual([{ count: 1, sum: jpy('4000') }, { count: 1, sum: { minor: '3333', currency: 'USD' } }]);
  });

  it('would tell who may come to decide an appeal what the ruling appealed was, by what it adds', async () => {
    const [first] = await seven();
    const other = await temp.seat('Lou', 'lead');
    await recordAppeal(temp, first?.caseId ?? '', olu);
    const hidden = await get(7, {}, other);
    expect(hidden).toMatchObject({ leftOut: 1, volume: { decided: { now: 6 } }, outcomes: [{ n: 6 }] });
    await takeCase(temp.desk, first?.caseId ?? '', other);
    await noteView(temp, first?.caseId ?? '', other);
    expect((await get(7, {}, other)).leftOut).toBe(0);
  });

  it('would read a table from end to end that grows with every case', async () => {
    const span = { fromAt: midnight, untilAt: midnight + day };
    const filters = { mediators: [], reasons: [] };
    const plans = await Promise.all(
      [
        ...[rulingsOf, casesWaiting].map((packed) => packed(temp.desk.db, span, filters, lead).query),
        ...[appealsOf, questionsDue, holdsDue, skipsOf, reviewsOf, ratingsOf].map((query) => query(temp.desk.db, span, filters, lead)),
      ].map(async (query) => {
        const steps = await temp.database.all<{ detail: string }>(sql`explain query plan ${query.getSQL()}`);
        return steps.map(({ detail }) => detail);
      }),
    );
    // Seats grow with people, calibration with its rounds and corrections with theirs, not with cases.
    expect(plans.flat().filter((detail) => detail.startsWith('SCAN') && !/^SCAN (calibration|calibration_rating|calibration_person|blind_case|blind_seat|corrected)( USING|$)/.test(detail))).toEqual([]);
    expect(plans[0]?.[0]).toContain('COVERING INDEX ruling_in_effect (effective_at>? AND effective_at<?)');
  });
});
