import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RulingSummary } from '../../contract/rulings.ts';
import { recordAppeal } from '../../testing/appealed.ts';
import { answerIt, correctIt, giveVerdict, noteBlindView, openReviewOf, reviewedBy, ruledCase, settleIt } from '../../testing/reviewed.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { review, reviewAnswer } from '../db/schema/review.ts';
import type { SignedIn } from '../desk.ts';
import { methods } from '../../contract/methods.ts';
import { enterConflict } from '../people/conflicts.ts';
import { calibrationHandlers } from './calibrationMethods.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { reviewHandlers } from './reviewMethods.ts';

let temp: TempDesk;
let ada: SignedIn;
let lou: SignedIn;
let nia: SignedIn;
let ruled: RulingSummary;

beforeEach(async () => {
  temp = await openTempDesk();
  [ada, lou, nia] = [await temp.seat('Ada Mira'), await temp.seat('Lou', 'lead'), await temp.seat('Nia', 'lead')];
  ruled = await ruledCase(temp, ada);
});
afterEach(() => temp.close());

const get = (reviewId: string, by: SignedIn) => reviewHandlers['reviews.get'](temp.desk, { reviewId }, by);
const list = (by: SignedIn, input: object = {}) => reviewHandlers['reviews.list'](temp.desk, { scope: 'all', filter: {}, cursor: null, limit: 50, ...input }, by);
const refused = (code: string, words: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(words) as string });

describe('opening', () => {
  it('would let somebody review their own ruling, also from another seat of the same name', async () => {
    const own = await ruledCase(temp, lou);
    await expect(openReviewOf(temp, own.rulingId, lou)).rejects.toEqual(refused('NOT_PERMITTED', /ruled on this case yourself/));
    const seat = await temp.seat('ada  mira', 'lead');
    await expect(openReviewOf(temp, ruled.rulingId, seat)).rejects.toEqual(refused('NOT_PERMITTED', /ruled on this case yourself/));
  });

  it('would leave it to the core alone that nobody reviews their own ruling', async () => {
    const row = { reviewId: randomUUID(), rulingId: ruled.rulingId, caseId: ruled.caseId, reviewerId: ada.personId, state: 'open' as const, openedAt: 1 };
    const message = await temp.desk.write((tx) => tx.insert(review).values(row)).catch((error: Error) => String(error.cause ?? error));
    expect(message).toContain('nobody reviews a ruling of their own');
  });

  it('would let a lead with a conflict with the seller review the case, or one twice', async () => {
    await temp.desk.write((tx) => enterConflict(tx, { personId: nia.personId, party: { source: 'aliexpress', id: 's' }, partyName: 'Lin Store', words: 'A cousin.', fromAt: 0, untilAt: null }, nia));
    await expect(openReviewOf(temp, ruled.rulingId, nia)).rejects.toEqual(refused('NOT_PERMITTED', /conflict of interest/));
    await openReviewOf(temp, ruled.rulingId, lou);
    await expect(openReviewOf(temp, ruled.rulingId, lou)).rejects.toEqual(refused('NOT_ALLOWED_NOW', /review this ruling .* already/));
  });

  it('would let who dropped a review, and could see the ruling since, review it again as if blind', async () => {
    const { reviewId } = await openReviewOf(temp, ruled.rulingId, lou);
    await reviewHandlers['reviews.drop'](temp.desk, { requestId: randomUUID(), reviewId, words: 'I know the seller.' }, lou);
    await expect(openReviewOf(temp, ruled.rulingId, lou)).rejects.toEqual(refused('NOT_ALLOWED_NOW', /dropped a review/));
    expect((await get(reviewId, lou)).ruled).toBeNull();
  });

  it('would let the owner of the machine review, who sees the answers of all golden cases', async () => {
    expect(methods['reviews.open'].roles).not.toContain('admin');
    await expect(openReviewOf(temp, ruled.rulingId, await temp.seat('Root', 'admin'))).rejects.toEqual(refused('NOT_PERMITTED', /by team leads/));
  });

  it('would let somebody review as if blind what they rate or rated in a round, or settled a dispute about', async () => {
    const cy = await temp.seat('Cy', 'lead');
    const { calibrationId } = await calibrationHandlers['calibration.open'](temp.desk, { requestId: randomUUID(), name: 'June', rulingIds: [ruled.rulingId], personIds: [nia.personId, cy.personId] }, lou);
    await expect(openReviewOf(temp, ruled.rulingId, nia)).rejects.toEqual(refused('NOT_PERMITTED', /calibration round/));
    await calibrationHandlers['calibration.close'](temp.desk, { requestId: randomUUID(), calibrationId }, lou);
    await expect(openReviewOf(temp, ruled.rulingId, nia)).rejects.toEqual(refused('NOT_PERMITTED', /calibration round/));
    const other = await ruledCase(temp, ada);
    const reviewId = await reviewedBy(temp, other.rulingId, lou);
    await answerIt(temp, reviewId, ada, 'disputed');
    await settleIt(temp, reviewId, nia);
    await expect(openReviewOf(temp, other.rulingId, nia)).rejects.toEqual(refused('NOT_PERMITTED', /settled a dispute/));
    const open = (rulingId: string, people: SignedIn[]) => calibrationHandlers['calibration.open'](temp.desk, { requestId: randomUUID(), name: 'July', rulingIds: [rulingId], personIds: people.map(({ personId }) => personId) }, lou);
    await expect(open(other.rulingId, [nia, cy])).rejects.toEqual(refused('NOT_PERMITTED', /Nia cannot rate/));
    // They saw the ruling beside the ratings of the round before.
    await expect(open(ruled.rulingId, [cy, await temp.seat('Di')])).rejects.toEqual(refused('NOT_PERMITTED', /Cy cannot rate/));
  });

  it('would review what is under appeal, and so decide beside the person who hears it', async () => {
    await recordAppeal(temp, ruled.caseId, ada);
    await expect(openReviewOf(temp, ruled.rulingId, lou)).rejects.toEqual(refused('NOT_ALLOWED_NOW', /under appeal/));
  });
});

describe('blindness', () => {
  it('would show the ruling, who made it or what they marked before a view is noted, or hide it afterwards', async () => {
    const { reviewId } = await openReviewOf(temp, ruled.rulingId, lou);
    const blind = await get(reviewId, lou);
    expect([blind.ruled, blind.personName, blind.view]).toEqual([null, null, null]);
    expect(blind.file).toMatchObject({ rulings: [], refunds: [], draft: null, notes: [], spots: [], refundRoom: { cap: { minor: '6665' } } });
    expect(JSON.stringify(blind)).not.toContain(ada.name);
    await noteBlindView(temp, reviewId, lou, { outcome: 'full_refund', basis: { by: 'full' } });
    expect(await get(reviewId, lou)).toMatchObject({ personName: 'Ada Mira', view: { amount: { minor: '6665' } }, ruled: { summary: { amount: { minor: '3333' } } }, differs: { isOutcome: true, isAmount: true, more: { minor: '3332', currency: 'USD' }, less: null } });
  });

  it('would take a view above what could be refunded, change a noted one, or take that of another person', async () => {
    const { reviewId } = await openReviewOf(temp, ruled.rulingId, lou);
    await expect(noteBlindView(temp, reviewId, lou, { outcome: 'partial_refund', basis: { by: 'sum', minor: '6666' } })).rejects.toEqual(refused('BAD_INPUT', /more than/));
    await expect(noteBlindView(temp, reviewId, nia)).rejects.toEqual(refused('NOT_PERMITTED', /review of Lou/));
    await noteBlindView(temp, reviewId, lou);
    await expect(noteBlindView(temp, reviewId, lou)).rejects.toEqual(refused('NOT_ALLOWED_NOW', /verdict of its reviewer/));
    const message = await temp.desk.write((tx) => tx.update(review).set({ viewWords: 'Another.' }).where(eq(review.reviewId, reviewId))).catch((error: Error) => String(error.cause ?? error));
    expect(message).toContain('never changed');
  });

  it('would show the ruling to who judges it blind when they change to another seat of theirs', async () => {
    await openReviewOf(temp, ruled.rulingId, lou);
    const seat = await temp.seat('lou ', 'mediator');
    await expect(rulingHandlers['rulings.get'](temp.desk, { rulingId: ruled.rulingId }, seat)).rejects.toEqual(refused('NOT_ALLOWED_NOW', /without knowing/));
  });

  it('would tell who is blind of the ruling by what another lead found, or by counting a filter for who ruled', async () => {
    await reviewedBy(temp, ruled.rulingId, nia);
    await openReviewOf(temp, ruled.rulingId, lou);
    expect((await list(lou)).rows.map(({ reviewerName }) => reviewerName)).toEqual(['Lou']);
    expect((await list(lou, { filter: { personId: ada.personId } })).total).toBe(0);
    expect((await list(nia, { filter: { personId: ada.personId, verdict: 'overturn' } })).total).toBe(1);
  });
});

describe('verdict', () => {
  it('would take a verdict before the view, an overturn without a cause, or points beyond the scorecard', async () => {
    const { reviewId } = await openReviewOf(temp, ruled.rulingId, lou);
    await expect(giveVerdict(temp, reviewId, lou)).rejects.toEqual(refused('NOT_ALLOWED_NOW', /view of its reviewer/));
    await noteBlindView(temp, reviewId, lou);
    await expect(giveVerdict(temp, reviewId, lou, 'overturn', { rootCause: null })).rejects.toEqual(refused('BAD_INPUT', /goes back to/));
    const { scorecard } = await get(reviewId, lou);
    const tooHigh = Object.fromEntries(scorecard.questions.map(({ id, points }) => [id, points + 1]));
    await expect(giveVerdict(temp, reviewId, lou, 'agree', { scores: tooHigh })).rejects.toEqual(refused('BAD_INPUT', /At most/));
    await expect(giveVerdict(temp, reviewId, lou, 'agree', { scores: {} })).rejects.toEqual(refused('BAD_INPUT', /Give points/));
    await giveVerdict(temp, reviewId, lou);
    expect(await get(reviewId, lou)).toMatchObject({ state: 'decided', verdict: 'overturn', answerUntil: temp.clock.now + 7 * 86_400_000 });
  });

  it('would show a mediator the review of another one, or their own before its verdict', async () => {
    const { reviewId } = await openReviewOf(temp, ruled.rulingId, lou);
    await expect(get(reviewId, ada)).rejects.toEqual(refused('NOT_PERMITTED', /when its verdict is given/));
    expect(await reviewHandlers['reviews.mine'](temp.desk, {}, ada)).toEqual([]);
    await noteBlindView(temp, reviewId, lou);
    await giveVerdict(temp, reviewId, lou);
    await expect(get(reviewId, await temp.seat('Bo'))).rejects.toEqual(refused('NOT_PERMITTED', /who made the ruling/));
    expect(await get(reviewId, ada)).toMatchObject({ mayAnswer: true, reviewerName: 'Lou', words: 'The seller showed the packing.' });
    expect(await reviewHandlers['reviews.waiting'](temp.desk, {}, ada)).toMatchObject({ toAnswer: 1 });
  });
});

describe('answer', () => {
  it('would leave an acknowledged review open, or let it be answered twice or by somebody else', async () => {
    const reviewId = await reviewedBy(temp, ruled.rulingId, lou);
    await expect(answerIt(temp, reviewId, nia)).rejects.toEqual(refused('NOT_PERMITTED', /who made the ruling/));
    await answerIt(temp, reviewId, ada);
    expect(await get(reviewId, ada)).toMatchObject({ state: 'final', settledVerdict: 'overturn', answers: [{ kind: 'acknowledged', personName: 'Ada Mira' }] });
    await expect(answerIt(temp, reviewId, ada, 'disputed')).rejects.toEqual(refused('NOT_ALLOWED_NOW', /is final/));
  });

  it('would take a dispute without a word, or about a verdict that agrees', async () => {
    const reviewId = await reviewedBy(temp, ruled.rulingId, lou);
    await expect(answerIt(temp, reviewId, ada, 'disputed', ' ')).rejects.toEqual(refused('BAD_INPUT', /why you dispute/));
    const agreed = await ruledCase(temp, ada);
    const other = await reviewedBy(temp, agreed.rulingId, lou, 'agree');
    await expect(answerIt(temp, other, ada, 'disputed')).rejects.toEqual(refused('NOT_ALLOWED_NOW', /agrees with your ruling/));
  });

  it('would let the reviewer or the author settle the dispute, in the core or past it', async () => {
    const lead = await temp.seat('Ann', 'lead');
    const own = await ruledCase(temp, lead);
    const reviewId = await reviewedBy(temp, own.rulingId, lou);
    await answerIt(temp, reviewId, lead, 'disputed');
    for (const [by, words] of [[lou, /gave this verdict/], [lead, /your own ruling/]] as const) await expect(settleIt(temp, reviewId, by)).rejects.toEqual(refused('NOT_PERMITTED', words));
    const row = { reviewId, kind: 'upheld' as const, personId: lou.personId, personName: 'Lou', words: 'x', verdict: null, at: 1 };
    const message = await temp.desk.write((tx) => tx.insert(reviewAnswer).values(row)).catch((error: Error) => String(error.cause ?? error));
    expect(message).toContain('second lead');
    expect((await list(nia, { scope: 'disputed' })).total).toBe(1);
    expect((await list(lou, { scope: 'disputed' })).total).toBe(0);
    await settleIt(temp, reviewId, nia, 'agree');
    expect(await get(reviewId, nia)).toMatchObject({ state: 'final', verdict: 'overturn', settledVerdict: 'agree', answers: [{ kind: 'disputed' }, { kind: 'changed', verdict: 'agree' }] });
  });

  it('would wait for ever for an answer, or take one after the time that was set when the verdict was given', async () => {
    await reviewHandlers['reviews.answerDays'](temp.desk, { days: 3 }, nia);
    const reviewId = await reviewedBy(temp, ruled.rulingId, lou);
    await reviewHandlers['reviews.answerDays'](temp.desk, { days: 30 }, nia);
    temp.clock.now += 3 * 86_400_000 + 1;
    await expect(answerIt(temp, reviewId, ada)).rejects.toEqual(refused('NOT_ALLOWED_NOW', /time to answer ended/));
    expect(await reviewHandlers['reviews.waiting'](temp.desk, {}, ada)).toMatchObject({ toAnswer: 0 });
    expect(await get(reviewId, ada)).toMatchObject({ state: 'final', settledVerdict: 'overturn', answers: [] });
  });

  it('would leave steps of a review out of the log, or its rows uncovered', async () => {
    const reviewId = await reviewedBy(temp, ruled.rulingId, lou);
    await answerIt(temp, reviewId, ada, 'disputed');
    await settleIt(temp, reviewId, nia);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
    await temp.database.run("drop trigger review_answer_no_update");
    await temp.database.run(`update review_answer set words = 'Fine.' where review_id = '${reviewId}' and kind = 'disputed'`);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: false });
  });
});

describe('correction', () => {
  it('would open a correction of a ruling that no final review overturned, in the core or past it', async () => {
    const reviewId = await reviewedBy(temp, ruled.rulingId, lou);
    await expect(correctIt(temp, reviewId, nia)).rejects.toEqual(refused('NOT_ALLOWED_NOW', /waits for the answer/));
    await answerIt(temp, reviewId, ada);
    await correctIt(temp, reviewId, nia);
    await expect(correctIt(temp, reviewId, nia)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    const seated = await ruledCase(temp, ada);
    const third = await reviewedBy(temp, seated.rulingId, lou);
    await answerIt(temp, third, ada);
    await expect(correctIt(temp, third, await temp.seat('Ada  mira', 'lead'))).rejects.toEqual(refused('NOT_PERMITTED', /your own ruling/));
    const agreed = await ruledCase(temp, ada);
    const other = await reviewedBy(temp, agreed.rulingId, lou, 'agree');
    await answerIt(temp, other, ada);
    await expect(correctIt(temp, other, nia)).rejects.toEqual(refused('NOT_ALLOWED_NOW', /overturned/));
  });
});
