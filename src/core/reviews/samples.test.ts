import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SampleSetup } from '../../contract/samplePlan.ts';
import { makeRulings } from '../../testing/manyRulings.ts';
import { openTempDesk, testNow, type TempDesk } from '../../testing/tempDesk.ts';
import { appeal } from '../db/schema/appeal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { review } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import { sample } from '../db/schema/sample.ts';
import { deskItself, type SignedIn } from '../desk.ts';
import { newId } from '../ids.ts';
import { sampleHandlers } from './sampleMethods.ts';
import { keptScorecard } from './scorecard.ts';

const day = 86_400_000;
let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;
let lead: SignedIn;
let setup: SampleSetup;
let made: { rulingId: string; caseId: string }[];

beforeEach(async () => {
  temp = await openTempDesk();
  [ada, bo, lead] = [await temp.seat('Ada Mira'), await temp.seat('Bo Lind'), await temp.seat('Lena Vogt', 'lead')];
  made = await makeRulings(temp, Array.from({ length: 40 }, (_, index) => ({ by: index % 4 === 0 ? bo : ada, outcome: index % 5 === 0 ? ('no_refund' as const) : ('partial_refund' as const), minor: BigInt(1000 + index), effectiveAt: testNow + 1_000 + index })));
  temp.clock.now = testNow + day;
  setup = { plan: { schema: 'sample-plan/1', rules: [{ by: 'mediator', personIds: [], take: { count: 3 } }], rest: { count: 4 }, golden: 0, isReviewedLeftOut: true }, fromAt: testNow, untilAt: testNow + 10_000, seed: 'may' };
});
afterEach(() => temp.close());

const draw = (change: Partial<SampleSetup> = {}, by = lead) => sampleHandlers['samples.draw'](temp.desk, { ...setup, ...change, requestId: randomUUID(), name: 'May' }, by);
const get = (sampleId: string, by = lead) => sampleHandlers['samples.get'](temp.desk, { sampleId }, by);
const check = (sampleId: string) => sampleHandlers['samples.check'](temp.desk, { sampleId }, lead);
const preview = (change: Partial<SampleSetup> = {}, by = lead) => sampleHandlers['samples.preview'](temp.desk, { ...setup, ...change }, by);
const idsOf = async (sampleId: string) => (await get(sampleId)).items.map(({ rulingId }) => rulingId);

describe('a sample', () => {
  it('is the same rows in the same order when it is drawn again, also after another draw and a year', async () => {
    const first = await draw();
    await draw({ seed: 'another' });
    temp.clock.now += 10 * day;
    const again = await draw();
    expect(await idsOf(again.sampleId)).toEqual(await idsOf(first.sampleId));
    temp.clock.now += 365 * day;
    expect(await check(first.sampleId)).toMatchObject({ isSame: true, words: 'Drawn again from what is stored: the same 10 rows, in the same order.' });
  });
  it('is drawn from the state of things of its moment: what came later does not make it another one', async () => {
    const { sampleId } = await draw({ untilAt: testNow + 60 * day });
    const items = (await get(sampleId)).items;
    await openAppeal(items[0]!);
    await makeReview(items[1]!, lead, 'decided');
    temp.clock.now += 1_000;
    await temp.database.insert(ruling).values({ ...(await rowOf(items[2]!.rulingId)), rulingId: newId(temp.clock.now), caseId: await copyCase(items[2]!.caseId), effectiveAt: temp.clock.now });
    expect(await check(sampleId)).toMatchObject({ isSame: true });
  });
  it('says which ruling came into its period past the desk, and which places that moves', async () => {
    const { sampleId } = await draw({ plan: { ...setup.plan, rules: [], rest: { percent: 50 } } });
    const template = made[0]!;
    const added = newId(temp.clock.now);
    await temp.database.insert(ruling).values({ ...(await rowOf(template.rulingId)), rulingId: added, caseId: await copyCase(template.caseId), effectiveAt: testNow + 5 });
    const found = await check(sampleId);
    expect(found).toMatchObject({ isSame: false, added: [{ rulingId: added, caseReference: 'C-90000' }], addedCount: 1, goneCount: 0 });
    expect(found.words).toMatch(/^Since it was drawn, 1 ruling came into the period; /);
  });
  it('says which ruling went out of its period', async () => {
    const { sampleId } = await draw();
    await temp.database.update(ruling).set({ effectiveAt: testNow - 1 }).where(eq(ruling.rulingId, made[7]!.rulingId));
    expect(await check(sampleId)).toMatchObject({ isSame: false, gone: [{ rulingId: made[7]!.rulingId, caseReference: 'C-50007' }], goneCount: 1, addedCount: 0 });
  });
  it('does not trust a list of its population that was changed together with nothing else', async () => {
    const { sampleId } = await draw();
    await temp.database.run(sql`drop trigger sample_population_no_update`);
    await temp.database.run(sql`update sample_population set ids = x'789c030000000001'`);
    expect((await check(sampleId)).words).toMatch(/does not fit the hash/);
  });
  it('is never changed, nor its items', async () => {
    await draw();
    await expect(temp.database.update(sample).set({ seed: 'x' })).rejects.toThrow();
    await expect(temp.database.run(sql`delete from sample_item`)).rejects.toThrow();
    await expect(temp.database.run(sql`update sample_population set ids = ids`)).rejects.toThrow();
  });
  it('is made once, however often the command is sent', async () => {
    const input = { ...setup, requestId: randomUUID(), name: 'May' };
    const first = await sampleHandlers['samples.draw'](temp.desk, input, lead);
    temp.clock.now += 1_000;
    expect(await sampleHandlers['samples.draw'](temp.desk, input, lead)).toEqual(first);
    expect((await sampleHandlers['samples.list'](temp.desk, { cursor: null, limit: 50 }, lead)).rows).toHaveLength(1);
  });
  it('does not tell who judges a ruling blind what it came to: a rule on outcomes, amounts or people would', async () => {
    await makeReview(made[5]!, lead, 'open');
    const rules: SampleSetup['plan']['rules'] = [{ by: 'outcome', outcomes: ['no_refund'], take: { percent: 100 } }];
    await expect(draw({ plan: { ...setup.plan, rules, rest: null } })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', message: expect.stringContaining('view') as string });
    await draw({ fromAt: testNow, untilAt: testNow + 1_005 });
    const other = await temp.seat('Nia', 'lead');
    await draw({ plan: { ...setup.plan, rules, rest: null } }, other);
  });
  it('is refused when nothing would be drawn or its period is none', async () => {
    await expect(draw({ fromAt: 0, untilAt: 1 })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await expect(draw({ untilAt: setup.fromAt })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(get(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  it('stands in the log with its rows, so that another sample put in its place is found out', async () => {
    const { sampleId } = await draw();
    const [entry] = await temp.desk.db.all<{ action: string; rows: string }>(sql`select action, rows from audit_entry order by seq desc limit 1`);
    expect(entry).toMatchObject({ action: 'sample.drawn', rows: expect.stringContaining(sampleId) });
  });
});

describe('the population', () => {
  it('leaves out open appeals, settlements, merged and reviewed cases, and says how many', async () => {
    await openAppeal(made[0]!);
    await makeReview(made[1]!, lead, 'decided');
    temp.clock.now += 1;
    const seen = await preview();
    expect(seen).toMatchObject({ population: 39, leftOut: { underAppeal: 1, settlements: 0, merged: 0, reviewed: 1, hidden: 0 } });
    const all = await draw({ plan: { ...setup.plan, rules: [], rest: { percent: 100 } } });
    const ids = await idsOf(all.sampleId);
    expect(ids).toHaveLength(38);
    expect(ids.filter((id) => id === made[0]!.rulingId || id === made[1]!.rulingId)).toEqual([]);
  });
  it('previews what would be drawn, to the number', async () => {
    const seen = await preview();
    const drawn = await draw();
    expect(seen.size).toBe(drawn.size);
    expect(seen.coverage).toEqual(await sampleHandlers['samples.coverage'](temp.desk, { sampleId: drawn.sampleId }, lead));
    expect(seen.coverage.mediator.every((row) => row.sample >= 3)).toBe(true);
  });
});

it('tells nobody by its coverage of a ruling that is hidden from them: who may come to decide the appeal would learn its outcome', async () => {
  const { sampleId } = await draw();
  await openAppeal(made[0]!);
  await temp.database.update(disputeCase).set({ state: 'queued' }).where(eq(disputeCase.caseId, made[0]!.caseId));
  const count = async (by: SignedIn) => (await sampleHandlers['samples.coverage'](temp.desk, { sampleId }, by)).outcome.reduce((sum, row) => sum + row.population, 0);
  expect([await count(lead), await count(deskItself)]).toEqual([39, 40]);
});

describe('who reviews', () => {
  it('is never who ruled, in any of their seats; and no mediator', async () => {
    const ownSeat = await temp.seat('Ada Mira', 'lead');
    const { sampleId } = await draw();
    const own = (await get(sampleId, ownSeat)).items;
    const byAda = await Promise.all(own.map(async ({ rulingId }) => (await rowOf(rulingId)).personId === ada.personId));
    expect(own.map(({ whyNot }) => whyNot !== null)).toEqual(byAda);
    expect((await get(sampleId, deskItself)).items.every(({ whyNot }) => whyNot === 'Reviews are made by team leads.')).toBe(true);
    const { workload, nobody } = await preview();
    expect(workload.map(({ personName, may }) => [personName, may])).toEqual([['Ada Mira', byAda.filter((one) => !one).length], ['Lena Vogt', 10]]);
    expect(nobody).toBe(0);
  });
  it('sees their own state, that of others, and how far the sample is', async () => {
    const other = await temp.seat('Lou Berg', 'lead');
    const { sampleId } = await draw();
    const [first, second] = (await get(sampleId)).items;
    await makeReview(first!, lead, 'open', sampleId);
    await makeReview(second!, other, 'decided', sampleId);
    const { items, summary } = await get(sampleId);
    expect(items.slice(0, 2).map(({ mine, others }) => [mine?.state ?? null, others])).toEqual([['open', []], [null, [{ personName: 'Lou Berg', isDecided: true }]]]);
    expect(summary.progress).toEqual({ size: 10, reviewed: 1, open: 1, left: 8, mineOpen: 1, mineReviewed: 0 });
  });
});

async function rowOf(rulingId: string) {
  const [row] = await temp.desk.db.select().from(ruling).where(eq(ruling.rulingId, rulingId));
  if (!row) throw new Error('no such ruling');
  return row;
}

async function openAppeal({ caseId, rulingId }: { caseId: string; rulingId: string }): Promise<void> {
  const at = temp.clock.now;
  await temp.database.insert(appeal).values({ appealId: newId(at), caseId, rulingId, by: 'seller', how: 'letter', newInformation: 'The carrier weighed it.', exhibits: [], receivedAt: at, recordedAt: at, personId: 'desk', personName: 'The desk', state: 'open' });
}

async function copyCase(caseId: string): Promise<string> {
  const [row] = await temp.desk.db.select().from(disputeCase).where(eq(disputeCase.caseId, caseId));
  const id = newId(temp.clock.now);
  await temp.database.insert(disputeCase).values({ ...row!, caseId: id, number: 90_000, sourceId: id, contentSha256: id });
  return id;
}

async function makeReview(of: { rulingId: string; caseId: string }, by: SignedIn, state: 'open' | 'decided', sampleId: string | null = null): Promise<void> {
  const at = temp.clock.now;
  const { version } = await temp.desk.write((tx) => keptScorecard(tx));
  const decided = { outcome: 'no_refund' as const, viewedAt: at, verdict: 'agree' as const, words: 'Right.', scorecardVersion: version, scores: {}, decidedAt: at };
  await temp.database.insert(review).values({ reviewId: newId(at), rulingId: of.rulingId, caseId: of.caseId, sampleId, reviewerId: by.personId, state, openedAt: at, ...(state === 'open' ? {} : decided) });
}
