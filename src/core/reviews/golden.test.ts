import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRulings } from '../../testing/manyRulings.ts';
import { openTempDesk, testNow, type TempDesk } from '../../testing/tempDesk.ts';
import { review } from '../db/schema/review.ts';
import { goldenCase, sample, sampleItem } from '../db/schema/sample.ts';
import { deskItself, type SignedIn } from '../desk.ts';
import { createDispatch } from '../dispatch.ts';
import { figureHandlers } from '../figures/methods.ts';
import { createBatches } from '../intake/batches.ts';
import { newId } from '../ids.ts';
import { createHandlers } from '../registry.ts';
import { verifyAll } from '../verifyAll.ts';
import { rankOf } from './drawSample.ts';
import { sampleHandlers } from './sampleMethods.ts';
import { keptScorecard } from './scorecard.ts';

const secret = 'The label says BLACK, whoever looks twice.';
let temp: TempDesk;
let ada: SignedIn;
let marker: SignedIn;
let lead: SignedIn;
let made: { rulingId: string; caseId: string }[];

beforeEach(async () => {
  temp = await openTempDesk();
  [ada, marker, lead] = [await temp.seat('Ada Mira'), await temp.seat('Mara Holt', 'lead'), await temp.seat('Lena Vogt', 'lead')];
  made = await makeRulings(temp, Array.from({ length: 30 }, (_, index) => ({ by: ada, effectiveAt: testNow + 1_000 + index })));
  temp.clock.now = testNow + 86_400_000;
  for (const { rulingId } of made.slice(0, 6)) await mark(rulingId, marker);
  temp.clock.now += 1;
});
afterEach(() => temp.close());

function mark(rulingId: string, by: SignedIn) {
  return sampleHandlers['goldens.mark'](temp.desk, { requestId: randomUUID(), rulingId, verdict: 'overturn', outcome: 'full_refund', amount: { minor: '6665', currency: 'USD' }, words: secret }, by);
}

const plan = { schema: 'sample-plan/1' as const, rules: [], rest: { count: 10 }, golden: 4, isReviewedLeftOut: true };
const setup = { plan, fromAt: testNow, untilAt: testNow + 10_000, seed: 'g' };

async function drawOne(change: Partial<typeof plan> = {}): Promise<string> {
  return (await sampleHandlers['samples.draw'](temp.desk, { ...setup, plan: { ...plan, ...change }, requestId: randomUUID(), name: 'Mixed' }, lead)).sampleId;
}

async function decide(rulingId: string, caseId: string, by: SignedIn, verdict: 'agree' | 'overturn', outcome: 'full_refund' | 'no_refund', sampleId: string | null = null): Promise<void> {
  const at = temp.clock.now;
  const { version } = await temp.desk.write((tx) => keptScorecard(tx));
  await temp.database.insert(review).values({ reviewId: newId(at), rulingId, caseId, sampleId, reviewerId: by.personId, state: 'decided', openedAt: at, outcome, ...(outcome === 'no_refund' ? {} : { amountMinor: 6665n, amountCurrency: 'USD' }), viewedAt: at, verdict, rootCause: verdict === 'agree' ? null : 'evidence_missed', words: 'Because.', scorecardVersion: version, scores: {}, decidedAt: at });
}

describe('before a review is decided', () => {
  it('no answer of the contract tells a golden item from another: asked for everything, the two differ in nothing but what every two items differ in', async () => {
    const sampleId = await drawOne();
    const { summary, items, ...rest } = await sampleHandlers['samples.get'](temp.desk, { sampleId }, lead);
    const golden = items.filter((one) => made.slice(0, 6).some(({ rulingId }) => rulingId === one.rulingId));
    expect(golden.length).toBeGreaterThanOrEqual(4);
    expect(golden.length).toBeLessThan(items.length);
    // Ids, numbers and places are every item's own; all else is the same for each of them.
    const shapes = items.map(({ rulingId: _r, caseId: _c, caseReference: _n, position: _p, ...item }) => JSON.stringify(item));
    expect(new Set(shapes).size).toBe(1);
    for (const one of items) expect(JSON.stringify({ summary, rest })).not.toContain(one.rulingId);
  });
  it('nobody finds the golden cases by drawing again from what everybody reads: seed, plan and rulings', async () => {
    const golden = new Set(made.slice(0, 6).map(({ rulingId }) => rulingId));
    const lots = made.map(({ rulingId }) => rulingId).sort((a, b) => (rankOf('g', 'rest', a) < rankOf('g', 'rest', b) ? -1 : 1));
    const outside: string[] = [];
    let sampleId = '';
    // Three times: that the lots of one fall as the given seed alone would let them is rare, of three never.
    for (let round = 0; round < 3; round += 1) {
      sampleId = await drawOne();
      const { items, seed } = await sampleHandlers['samples.get'](temp.desk, { sampleId }, lead);
      expect(seed).toBe('g');
      outside.push(...items.map(({ rulingId }) => rulingId).filter((rulingId) => lots.indexOf(rulingId) >= items.length));
    }
    expect(outside.some((rulingId) => !golden.has(rulingId))).toBe(true);
    const [stored] = await temp.desk.db.select().from(sample);
    const added = stored?.seed.slice('g\n'.length) ?? '';
    expect(added).toMatch(/^[0-9a-f]{32}$/);
    const log = JSON.stringify(await temp.desk.db.all<{ payload: string }>(sql`select payload from audit_payload`));
    expect([log.includes(added), log.includes('Lena Vogt drew')]).toEqual([false, true]);
    expect(await sampleHandlers['samples.check'](temp.desk, { sampleId }, lead)).toMatchObject({ isSame: true });
  });
  it('no method, not even the log and its rows, names a golden ruling or its answer to a lead who does not know it', async () => {
    const sampleId = await drawOne();
    const handlers = createHandlers(createBatches(temp.desk.dataDir), () => verifyAll(temp.desk.db, temp.desk.dataDir), async () => []);
    const handle = createDispatch(temp.desk, handlers, async () => lead, () => undefined);
    for (const [method, input] of [
      ['samples.get', { sampleId }], ['samples.list', {}], ['samples.check', { sampleId }], ['samples.coverage', { sampleId }], ['samples.preview', setup], ['goldens.list', {}], ['goldens.results', {}],
      ['rulings.get', { rulingId: made[0]!.rulingId }], ['rulings.list', {}], ['audit.ofCase', { caseId: made[0]!.caseId }],
    ] as const) {
      const text = JSON.stringify(await handle(method, input, { sessionId: lead.sessionId }), (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
      expect([method, text.includes(secret), /golden_case|"drawnBy"/.test(text)]).toEqual([method, false, false]);
    }
    expect(await sampleHandlers['goldens.list'](temp.desk, {}, lead)).toEqual({ rows: [], others: 6 });
    const log = await temp.desk.db.all<{ text: string }>(sql`select json_array(e.action, e.subject, e.case_id, e.rows, p.payload) as text from audit_entry e left join audit_payload p on p.seq = e.seq where e.action like 'golden.%'`);
    expect(log).toHaveLength(6);
    for (const { text } of log) for (const { rulingId, caseId } of made) expect([text.includes(rulingId), text.includes(caseId), text.includes(secret)]).toEqual([false, false, false]);
  });
  it('a preview counts no golden case: with all of them or none it says the same', async () => {
    const before = await sampleHandlers['samples.preview'](temp.desk, setup, lead);
    for (const { rulingId } of made.slice(6, 20)) await mark(rulingId, marker);
    temp.clock.now += 1;
    expect(await sampleHandlers['samples.preview'](temp.desk, setup, lead)).toEqual(before);
  });
});

describe('while another lead decides on it', () => {
  it('no count that grows with their verdict tells it is golden to who has not judged it yet', async () => {
    const other = await temp.seat('Nia', 'lead');
    const told = async (by: SignedIn) => {
      const { overturns, agreement } = await figureHandlers['figures.get'](temp.desk, { fromAt: testNow, untilAt: testNow + 7 * 86_400_000, zone: 'UTC', filters: { mediators: [], reasons: [] } }, by);
      return { results: await sampleHandlers['goldens.results'](temp.desk, {}, by), reviews: overturns.reviews.now.n, pairs: agreement.reviews.now.raw.n };
    };
    // Chance brings in three at most, so that three are drawn as golden ones and three are none.
    const sampleId = await drawOne({ rest: { count: 3 }, golden: 6 });
    const drawn = (await temp.desk.db.select().from(sampleItem)).map((item) => ({ ...item, caseId: made.find(({ rulingId }) => rulingId === item.rulingId)?.caseId ?? '' }));
    const goldens = new Set(made.slice(0, 6).map(({ rulingId }) => rulingId));
    const [golden, plain] = [drawn.find(({ drawnBy }) => drawnBy === 'golden'), drawn.find(({ rulingId }) => !goldens.has(rulingId))];
    const before = await told(other);
    const after: unknown[] = [];
    for (const item of [golden, plain]) {
      await decide(item!.rulingId, item!.caseId, lead, 'overturn', 'full_refund', sampleId);
      await temp.database.update(review).set({ state: 'final', settledVerdict: 'overturn', finalAt: temp.clock.now }).where(eq(review.state, 'decided'));
      after.push(await told(other));
    }
    expect([before, ...after]).toEqual([0, 1, 2].map((n) => ({ results: [], reviews: n, pairs: n })));
    // Who knows them is told how reviewers meet them, and they stay out of the figures on the work.
    expect(await told(marker)).toMatchObject({ results: [{ personName: 'Lena Vogt', n: 1 }], reviews: 1 });
    expect(await told(lead)).toMatchObject({ results: [{ n: 1 }], reviews: 1 });
  });
});

describe('who knows a golden case', () => {
  it('does not get it to review, in the core and in the schema', async () => {
    const sampleId = await drawOne();
    const golden = new Set(made.slice(0, 6).map(({ rulingId }) => rulingId));
    const { items } = await sampleHandlers['samples.get'](temp.desk, { sampleId }, marker);
    for (const { rulingId, whyNot } of items) expect(whyNot).toBe(golden.has(rulingId) ? 'You know the settled answer of this one.' : null);
    const { rulingId, caseId } = made[0]!;
    await expect(decide(rulingId, caseId, marker, 'agree', 'no_refund')).rejects.toThrow();
    await decide(rulingId, caseId, lead, 'agree', 'no_refund');
  });
  it('is also who asks for one that is golden already: they are told, barred, and the log says that they asked', async () => {
    expect(await mark(made[0]!.rulingId, lead)).toEqual({ is: 'already' });
    expect((await sampleHandlers['goldens.list'](temp.desk, {}, lead)).rows).toHaveLength(1);
    const [last] = await temp.desk.db.all<{ action: string }>(sql`select action from audit_entry order by seq desc limit 1`);
    expect(last?.action).toBe('golden.learned');
    await expect(decide(made[0]!.rulingId, made[0]!.caseId, lead, 'agree', 'no_refund')).rejects.toThrow();
    await expect(mark(made[0]!.rulingId, lead)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });
  it('retires it for good, keeps its answer, and nobody else does', async () => {
    const { rows } = await sampleHandlers['goldens.list'](temp.desk, {}, marker);
    const goldenId = rows[0]!.goldenId;
    await expect(sampleHandlers['goldens.retire'](temp.desk, { requestId: randomUUID(), goldenId }, lead)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await sampleHandlers['goldens.retire'](temp.desk, { requestId: randomUUID(), goldenId }, marker);
    await expect(sampleHandlers['goldens.retire'](temp.desk, { requestId: randomUUID(), goldenId }, marker)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await expect(temp.database.update(goldenCase).set({ retiredAt: null })).rejects.toThrow();
    expect((await sampleHandlers['goldens.list'](temp.desk, {}, marker)).rows.filter(({ retiredAt }) => retiredAt !== null)).toHaveLength(1);
  });
  it('sees it when they decided on it, and the owner of the machine, who reviews nothing, sees all', async () => {
    await decide(made[0]!.rulingId, made[0]!.caseId, lead, 'overturn', 'full_refund');
    expect((await sampleHandlers['goldens.list'](temp.desk, {}, lead)).rows.map(({ rulingId }) => rulingId)).toEqual([made[0]!.rulingId]);
    expect((await sampleHandlers['goldens.list'](temp.desk, {}, deskItself)).rows).toHaveLength(6);
  });
});

it('is never one of the own rulings, nor one under review by who marks it, and its answer holds together', async () => {
  const ownSeat = await temp.seat('Ada Mira', 'lead');
  await expect(mark(made[10]!.rulingId, ownSeat)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await temp.database.insert(review).values({ reviewId: newId(1), rulingId: made[11]!.rulingId, caseId: made[11]!.caseId, sampleId: null, reviewerId: lead.personId, state: 'open', openedAt: 1 });
  await expect(mark(made[11]!.rulingId, lead)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  const answer = { requestId: randomUUID(), rulingId: made[12]!.rulingId, verdict: 'agree' as const, outcome: 'no_refund' as const, amount: { minor: '1', currency: 'USD' }, words: 'x' };
  await expect(sampleHandlers['goldens.mark'](temp.desk, answer, lead)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await sampleHandlers['goldens.mark'](temp.desk, { ...answer, amount: null }, lead)).toEqual({ is: 'marked' });
  expect((await sampleHandlers['goldens.list'](temp.desk, {}, lead)).rows).toMatchObject([{ outcome: 'no_refund', amount: null }]);
});

it('measures reviewers by decided reviews alone, with n and an interval', async () => {
  await decide(made[0]!.rulingId, made[0]!.caseId, lead, 'overturn', 'full_refund');
  await decide(made[1]!.rulingId, made[1]!.caseId, lead, 'agree', 'full_refund');
  await decide(made[20]!.rulingId, made[20]!.caseId, lead, 'overturn', 'full_refund');
  const results = await sampleHandlers['goldens.results'](temp.desk, {}, lead);
  expect(results).toMatchObject([{ personName: 'Lena Vogt', n: 2, verdict: { hits: 1, rate: 0.5 }, outcome: { hits: 2, rate: 1, high: 1 } }]);
  expect(results[0]!.verdict.low).toBeLessThan(0.1);
});

it('a golden case changed past the desk is found by the check of the log', async () => {
  await temp.database.run(sql`drop trigger golden_case_is_kept`);
  await temp.database.update(goldenCase).set({ verdict: 'agree' }).where(eq(goldenCase.rulingId, made[0]!.rulingId));
  const { firstBroken } = await verifyAll(temp.desk.db, temp.desk.dataDir);
  expect(firstBroken).not.toBeNull();
});
