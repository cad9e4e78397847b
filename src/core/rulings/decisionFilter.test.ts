import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DecisionFilter } from '../../contract/rulings.ts';
import { recordAppeal, ruleOn, rulingJobs } from '../../testing/appealed.ts';
import { placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { review, scorecard } from '../db/schema/review.ts';
import { rulingSuggestion } from '../db/schema/suggestion.ts';
import type { SignedIn } from '../desk.ts';
import { limitHandlers } from '../people/limits.ts';
import { rulingHandlers as rulings } from './methods.ts';

let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;
let lea: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  [ada, bo, lea] = [await temp.seat('Ada'), await temp.seat('Bo'), await temp.seat('Lea', 'lead')];
});
afterEach(() => temp.close());

const rule = async (change: Parameters<typeof ruleOn>[3] = {}, by = ada) => ruleOn(temp, await placeCase(temp.desk), by, change);
const find = async (filter: DecisionFilter, by = lea) => (await rulings['rulings.list'](temp.desk, { filter, cursor: null, limit: 50 }, by)).rows.map((row) => row.rulingId);

describe('what fits a filter of decisions', () => {
  it('would miss words inside of others, in writing without blanks or with signs of a query in them, or find half of them', async () => {
    const watch = await rule({ reasons: 'The Armbanduhr is red; "AND" was not ordered.' });
    const japanese = await rule({ reasons: '写真には赤い時計が写っています。' });
    expect(await find({ words: 'banduhr' })).toEqual([watch.rulingId]);
    expect(await find({ words: 'ARMBAND red' })).toEqual([watch.rulingId]);
    expect(await find({ words: 'banduhr blue' })).toEqual([]);
    expect(await find({ words: '"and"' })).toEqual([watch.rulingId]);
    expect(await find({ words: '赤い時計' })).toEqual([japanese.rulingId]);
    expect(await find({ words: '時計' })).toEqual([japanese.rulingId]);
    expect(await find({ words: 'is' })).toEqual([watch.rulingId]);
    expect(await find({ words: '%' })).toEqual([]);
  });

  it('would take a period that moves along as one that stands still', async () => {
    const old = await rule();
    temp.clock.now += 3 * 86_400_000;
    const young = await rule();
    expect(await find({ lastDays: 2 })).toEqual([young.rulingId]);
    expect(await find({ lastDays: 4 })).toEqual([young.rulingId, old.rulingId]);
    temp.clock.now += 2 * 86_400_000;
    expect(await find({ lastDays: 2 })).toEqual([]);
  });

  it('would count a ruling without any suggestion as one that went against it', async () => {
    const [against, old] = [await rule(), await rule()];
    await temp.database.run('drop trigger ruling_suggestion_no_update');
    await temp.database.run('drop trigger ruling_suggestion_no_delete');
    await temp.database.update(rulingSuggestion).set({ followed: 'no' }).where(eq(rulingSuggestion.rulingId, against.rulingId));
    await temp.database.delete(rulingSuggestion).where(eq(rulingSuggestion.rulingId, old.rulingId));
    expect(await find({ followed: 'no' })).toEqual([against.rulingId]);
    expect(await find({ followed: 'none' })).toEqual([old.rulingId]);
    expect(await find({ followed: 'yes' })).toEqual([]);
  });

  it('would find clauses by a part of their code, or by what another part of the ruling says', async () => {
    const ruled = await rule({ clauses: ['3.3', '6.1'] });
    expect(await find({ clause: '6.1' })).toEqual([ruled.rulingId]);
    expect(await find({ clause: '6' })).toEqual([]);
    expect(await find({ clause: '3.3', hadSecond: false, isAppealed: false, isOverturned: false })).toEqual([ruled.rulingId]);
  });

  it('would tell of an appealed ruling to who may come to decide, and not find it again as changed', async () => {
    const quiet = await rule();
    const first = await rule();
    await recordAppeal(temp, first.caseId, bo);
    expect(await find({ isAppealed: true }, ada)).toEqual([first.rulingId]);
    expect(await find({ isAppealed: true }, bo)).toEqual([]);
    await ruleOn(temp, first.caseId, bo, { basis: { by: 'percent', percent: '20' } }, { result: 'changed', newInformation: 'It weighs less.' });
    expect(await find({ isOverturned: true })).toEqual([first.rulingId]);
    expect(await find({ isAppealed: false, personId: ada.personId })).toEqual([quiet.rulingId]);
  });

  it('would tell mediators what a review made of the rulings of others', async () => {
    const { rulingId, caseId } = await rule();
    await temp.database.insert(scorecard).values({ version: 1, content: {}, publishedAt: 1, publishedById: lea.personId, publishedByName: 'Lea' });
    await temp.database.insert(review).values({
      reviewId: randomUUID(), rulingId, caseId, reviewerId: lea.personId, state: 'final', openedAt: 1, outcome: 'no_refund', viewWords: 'x', viewedAt: 1,
      verdict: 'overturn', rootCause: 'evidence', words: 'No.', scorecardVersion: 1, scores: {}, decidedAt: 1, settledVerdict: 'overturn', finalAt: 1,
    });
    expect(await find({ isOverturned: true })).toEqual([rulingId]);
    expect(await find({ isOverturned: true }, ada)).toEqual([rulingId]);
    expect(await find({ isOverturned: true }, bo)).toEqual([]);
    expect(await find({ isOverturned: false }, bo)).toEqual([rulingId]);
  });

  it('would miss a ruling that waited for a second person', async () => {
    await limitHandlers['people.setLimit'](temp.desk, { requestId: randomUUID(), holder: { role: 'mediator' }, currency: 'USD', minor: '100' }, lea);
    const held = await rule();
    expect(await temp.runDueJobs(rulingJobs)).toEqual([]);
    expect(await find({ hadSecond: true })).toEqual([held.rulingId]);
  });
});
