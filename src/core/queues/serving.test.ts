import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueRule } from '../../contract/queues.ts';
import { usualWeights } from '../../contract/weights.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { handUpHandlers } from '../cases/handUp.ts';
import { expireLease, leaseCase, loadCase } from '../cases/lease.ts';
import { caseHandlers } from '../cases/methods.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import type { SignedIn } from '../desk.ts';
import { queueHandlers } from './methods.ts';
import { arriveAt, saveQueue, servedTo, type Arriving, type Wanted } from './serving.testing.ts';
import { placeAgain } from './place.ts';
import { placeCases } from './placeJob.ts';
import { weighDue } from './reweigh.ts';

const day = 86_400_000;
let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;
let lea: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada');
  bo = await temp.seat('Bo');
  lea = await temp.seat('Lea', 'lead');
});
afterEach(() => temp.close());

const request = () => ({ requestId: randomUUID() });
const next = (by: SignedIn) => caseHandlers['cases.next'](temp.desk, request(), by);
const served = (by: SignedIn) => servedTo(temp, by);
const giveBack = (caseId: string, by: SignedIn) => caseHandlers['cases.handBack'](temp.desk, { ...request(), caseId, note: null }, by);
const rowOf = async (caseId: string) => loadCase(temp.desk.db, caseId);
const jobs = { 'queues.place': placeCases, 'lease.expire': expireLease };
const run = () => temp.runDueJobs(jobs);

const arrive = (sourceId: string, facts?: Arriving) => arriveAt(temp, ada, sourceId, facts);
const save = (wanted: Wanted) => saveQueue(temp, lea, wanted);

describe('the next case', () => {
  it('is the heaviest, with the sum of its reasons, and its file says the same', async () => {
    await arrive('light');
    const heavy = await arrive('heavy', { dueIn: -1 });
    const answer = await next(ada);
    expect(answer).toMatchObject({ served: true, caseId: heavy, points: 108, because: [{ code: 'overdue', points: 101 }, { code: 'value', points: 7 }] });
    expect(await readCaseFile(temp.desk.db, heavy, ada, temp.clock.now)).toMatchObject({ points: 108, queue: null });
  });

  it('is claimed by its short way as by the long one, or a column of the lease would be forgotten', async () => {
    const short = await arrive('short');
    await next(ada);
    const long = await arrive('long');
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, long), ada));
    const bare = (row: Awaited<ReturnType<typeof rowOf>>) => ({ ...row, caseId: '', number: 0, sourceId: '', contentSha256: '', searchText: '' });
    expect(bare(await rowOf(short))).toEqual(bare(await rowOf(long)));
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('is the same in the list by kept points as when it is served', async () => {
    for (const [index, dueIn] of [4, -2, 1, 0.5, 9].entries()) await arrive(`c${index}`, { dueIn, cents: 10 ** (3 + index) });
    const kept = await temp.desk.db.select({ caseId: disputeCase.caseId, priority: disputeCase.priority }).from(disputeCase).orderBy(disputeCase.number);
    const byPoints = kept.toSorted((a, b) => b.priority - a.priority).map(({ caseId }) => caseId);
    const order = [];
    for (let one = 0; one < 5; one += 1) order.push(await served(ada));
    expect(order).toEqual(byPoints);
  });

  it('is weighed at the moment it is served, also when nobody has weighed it anew since its deadline passed', async () => {
    await arrive('first', { dueIn: 1 });
    const late = await arrive('late', { dueIn: 4 });
    for (let one = 0; one < 30; one += 1) await arrive(`big${one}`, { dueIn: 40, cents: 90_000_000 });
    await served(ada);
    temp.clock.now += 5 * day;
    expect(await served(bo)).toBe(late);
  });

  it('is not one that a sweep at a later hour would put elsewhere: kept points follow time', async () => {
    const caseId = await arrive('aging', { dueIn: 1 });
    const before = (await rowOf(caseId)).priority;
    temp.clock.now += 3 * day;
    expect(await weighDue(temp.desk)).toEqual({ due: 1, moved: 1 });
    const after = await rowOf(caseId);
    expect(after.priority).toBe(before - 42 + 102 + 6);
    expect(after.version).toBe(1);
    expect(await weighDue(temp.desk)).toEqual({ due: 0, moved: 0 });
  });

  it('keeps the place it came to while it was weighed by what it was before, though its version stayed', async () => {
    const caseId = await arrive('aging', { dueIn: 1 });
    temp.clock.now += 3 * day;
    const harmed = async () => {
      await temp.desk.write(async (tx) => {
        await tx.update(disputeCase).set({ harm: 'It smokes.' });
        await placeAgain(tx, caseId);
      });
      return (await rowOf(caseId)).priority;
    };
    let placed = 0;
    await weighDue({ ...temp.desk, write: async (change) => ((placed = await harmed()), temp.desk.write(change)) });
    expect((await rowOf(caseId)).priority).toBe(placed);
  });

  it('comes first again for whoever handed it back once somebody else had it, also when it was decided and appealed in between', async () => {
    const heavy = await arrive('heavy', { dueIn: -1 });
    await arrive('light');
    await served(ada);
    await giveBack(heavy, ada);
    await temp.database.update(disputeCase).set({ takings: 0 });
    expect(await served(bo)).toBe(heavy);
    await giveBack(heavy, bo);
    expect(await served(ada)).toBe(heavy);
  });

  it('moves up when somebody may come to harm, and says so', async () => {
    await arrive('dear', { cents: 90_000_000 });
    const burning = await arrive('burning');
    await handUpHandlers['cases.setHarm'](temp.desk, { ...request(), caseId: burning, words: 'The battery smokes.' }, lea);
    expect(await next(ada)).toMatchObject({ caseId: burning, because: [{ code: 'harm', points: 80 }, { code: 'value' }] });
    await expect(handUpHandlers['cases.setHarm'](temp.desk, { ...request(), caseId: burning, words: null }, bo)).rejects.toMatchObject({ code: 'LEASE_LOST' });
  });

  it('is claimed once: a second window is told who has it', async () => {
    await arrive('one');
    await next(ada);
    expect(await next(bo)).toMatchObject({ served: false, why: 'leased_by_others', holders: [{ personName: 'Ada' }] });
  });
});

describe('queues', () => {
  it('serve whom they are assigned to, and tell everybody else why they are served nothing', async () => {
    await save({ name: 'Large', rule: { valueFrom: 50_000 }, people: [{ personId: ada.personId, capacity: null }] });
    await run();
    const large = await arrive('large', { cents: 90_000 });
    expect(await next(bo)).toMatchObject({ served: false, why: 'not_in_a_queue', queues: [{ name: 'Large', why: 'not_assigned', waiting: 1 }] });
    expect(await served(ada)).toBe(large);
  });

  it('ask for a skill and for the language of the case', async () => {
    await save({ name: 'Fakes', rule: { reasons: ['counterfeit'], languages: ['de', 'fr'] }, skill: 'watches' });
    await run();
    const german = await arrive('german', { reason: 'counterfeit', language: 'de-AT' } as never);
    const french = await arrive('french', { reason: 'counterfeit', language: 'fr' } as never);
    expect(await next(ada)).toMatchObject({ why: 'not_in_a_queue', queues: [{ why: 'skill', words: 'it needs the skill "watches"' }] });
    await temp.database.update(person).set({ skills: ['Watches'] }).where(eq(person.personId, ada.personId));
    expect(await next(ada)).toMatchObject({ queues: [{ why: 'language', words: 'it needs de or fr' }] });
    await temp.database.update(person).set({ languages: ['fr'] }).where(eq(person.personId, ada.personId));
    expect(await served(ada)).toBe(french);
    expect(german).not.toBe(french);
  });

  it('give nobody more than they may have in hand, whether served or chosen', async () => {
    await save({ name: 'Few', rule: { valueFrom: 0 }, people: [{ personId: ada.personId, capacity: 1 }] });
    await run();
    const first = await arrive('first', { cents: 80_000 });
    const second = await arrive('second');
    expect(await served(ada)).toBe(first);
    expect(await next(ada)).toMatchObject({ served: false, why: 'at_capacity', held: [{ caseId: first }], queues: [{ why: 'full', waiting: 1 }] });
    await expect(caseHandlers['cases.claim'](temp.desk, { ...request(), caseId: second }, ada)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await giveBack(first, ada);
    expect([first, second]).toContain(await served(ada));
  });

  it('take and give back waiting cases as a job, and meanwhile nobody is served what is not theirs', async () => {
    const large = await arrive('large', { cents: 90_000 });
    const small = await arrive('small');
    const queueId = await save({ name: 'Large', rule: { valueFrom: 50_000 }, people: [{ personId: ada.personId, capacity: null }] });
    expect((await rowOf(large)).queueId).toBeNull();
    expect(await served(bo)).toBe(small);
    expect(await served(bo)).toBe('not_in_a_queue');
    expect(await served(ada)).toBe(large);
    await giveBack(large, ada);
    await run();
    expect((await rowOf(large)).queueId).toBe(queueId);
    expect((await queueHandlers['queues.list'](temp.desk, {}, lea)).placing).toBeNull();
    await queueHandlers['queues.remove'](temp.desk, { ...request(), queueId }, lea);
    expect(await served(bo)).toBe(large);
    await giveBack(large, bo);
    await run();
    expect((await rowOf(large)).queueId).toBeNull();
  });

  it('are asked in their order, and a name is given once, also after its queue was taken away', async () => {
    const first = await save({ name: 'First', rule: { valueFrom: 1 } });
    const second = await save({ name: 'Second', rule: { valueFrom: 1 } });
    await run();
    const caseId = await arrive('one');
    expect((await rowOf(caseId)).queueId).toBe(first);
    await queueHandlers['queues.order'](temp.desk, { ...request(), queueIds: [second, first] }, lea);
    await run();
    expect((await rowOf(caseId)).queueId).toBe(second);
    await expect(save({ name: 'SECOND' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await queueHandlers['queues.remove'](temp.desk, { ...request(), queueId: second }, lea);
    await save({ name: 'Second' });
    await expect(queueHandlers['queues.order'](temp.desk, { ...request(), queueIds: [second] }, lea)).rejects.toMatchObject({ code: 'CONFLICT' });
    await run();
    expect((await rowOf(caseId)).queueId).toBe(first);
  });

  it('count what stands in them, name who lacks what, and say which nobody can serve', async () => {
    const tess = await temp.seat('Tess', 'triage');
    await save({ name: 'Shoes', rule: { reasons: ['wrong_item'] }, skill: 'shoes', people: [{ personId: ada.personId, capacity: 2 }] });
    await run();
    await arrive('late', { dueIn: -1 });
    await arrive('later');
    const { queues } = await queueHandlers['queues.list'](temp.desk, {}, lea);
    expect(queues).toMatchObject([
      { name: 'Shoes', waiting: 2, inReview: 0, overdue: 1, oldestAt: temp.clock.now, unserved: 'Nobody assigned to it who can sign in has the skill "shoes".', people: [{ personName: 'Ada', capacity: 2, holds: 0, lacks: 'it needs the skill "shoes"' }] },
      { queueId: null, waiting: 0 },
    ]);
    expect(await queueHandlers['queues.gaps'](temp.desk, {}, lea)).toMatchObject({ queues: [{ name: 'Shoes', waiting: 2 }], people: [] });
    await expect(save({ name: 'Clerks', people: [{ personId: tess.personId, capacity: null }] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('show beforehand what a rule would take', async () => {
    await arrive('large', { cents: 90_000 });
    await arrive('small');
    const preview = (rule: Partial<QueueRule>) => queueHandlers['queues.previewRule'](temp.desk, { rule: QueueRule.parse(rule), queueId: null }, lea);
    expect(await preview({ reasons: ['wrong_item'] })).toMatchObject({ count: 2, isMore: false });
    expect(await preview({ valueFrom: 50_000 })).toMatchObject({ count: 1, examples: [{ amount: { minor: '90000', currency: 'USD' } }] });
    expect(await preview({ markets: ['FR'] })).toEqual({ count: 0, isMore: false, examples: [] });
  });
});

describe('weights', () => {
  it('are shown beforehand, weigh every waiting case anew, and stand in the log with those before', async () => {
    const dear = await arrive('dear', { cents: 90_000_000 });
    const late = await arrive('late', { dueIn: -1 });
    const weights = { ...usualWeights, value: { perPower: 100, most: 500 } };
    const preview = await queueHandlers['queues.previewWeights'](temp.desk, { weights, limit: 20 }, lea);
    expect(preview.rows).toMatchObject([{ caseId: dear, place: 1, placeNow: 2, points: 495, pointsNow: 30 }, { caseId: late, place: 2, placeNow: 1 }]);
    const set = await queueHandlers['queues.setWeights'](temp.desk, { ...request(), weights, setAt: null }, lea);
    expect(set.placing).toMatchObject({ why: 'weights', done: 0, total: 2 });
    await run();
    expect((await rowOf(dear)).priority).toBe(495);
    expect(await queueHandlers['queues.weights'](temp.desk, {}, lea)).toMatchObject({ weights, personName: 'Lea', placing: null });
    await expect(queueHandlers['queues.setWeights'](temp.desk, { ...request(), weights, setAt: null }, lea)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });
});
