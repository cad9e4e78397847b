import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BulkOrder } from '../../contract/bulk.ts';
import { neutralCase, placeCase, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { leaseCase, loadCase } from '../cases/lease.ts';
import { questionHandlers } from '../cases/questionMethods.ts';
import { lapseQuestion } from '../cases/questions.ts';
import { tagHandlers } from '../cases/tagMethods.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { question } from '../db/schema/board.ts';
import { bulk, bulkItem } from '../db/schema/bulk.ts';
import { caseTag } from '../db/schema/caseTag.ts';
import { letter } from '../db/schema/letter.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { changeAccount } from '../people/changeAccount.ts';
import { conflictHandlers } from '../people/conflicts.ts';
import { recover } from '../recover.ts';
import { bulkHandlers } from './methods.ts';
import { runBulk } from './run.ts';

let temp: TempDesk;
let dana: SignedIn;
let noel: SignedIn;
let lead: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  [dana, noel, lead] = [await temp.seat('Dana'), await temp.seat('Noel'), await temp.seat('Lou', 'lead')];
});
afterEach(() => temp.close());

const place = async (count: number) => {
  const caseIds: string[] = [];
  for (let index = 0; index < count; index += 1) caseIds.push(await placeCase(temp.desk, neutralCase()));
  return caseIds;
};
const start = (order: BulkOrder, caseIds: string[], by = lead, requestId = randomUUID()) => bulkHandlers['bulk.start'](temp.desk, { requestId, order, of: { caseIds } }, by);
const preview = (order: BulkOrder, caseIds: string[], by = lead) => bulkHandlers['bulk.preview'](temp.desk, { order, of: { caseIds }, cursor: null, limit: 100 }, by);
const run = () => temp.runDueJobs({ 'bulk.run': runBulk });
const read = (bulkId: string, by = lead) => bulkHandlers['bulk.get'](temp.desk, { bulkId, state: null, cursor: null, limit: 200 }, by);
const tagThem: BulkOrder = { action: 'tag', tags: ['safety'] };
const askSeller: BulkOrder = { action: 'ask', to: ['seller'], questions: [{ text: 'A photo of the label, please.', kinds: ['photo'] }], dueAt: null };
const openQuestions = (caseIds: string[]) => temp.desk.db.$count(question, and(inArray(question.caseId, caseIds), eq(question.state, 'waiting')));
const logged = (action: string) => temp.desk.db.$count(auditEntry, eq(auditEntry.action, action));

/** The job as it runs on a desk that dies: its n-th write and all after it fail as if the process were gone. */
const dieAt = (writes: number): Desk => {
  let left = writes;
  return { ...temp.desk, write: (change) => ((left -= 1) < 0 ? Promise.reject(Object.assign(new Error('gone'), { code: 'SQLITE_IOERR' })) : temp.desk.write(change)) };
};
const runOn = (desk: Desk, bulkId: string) => runBulk({ bulkId }, { desk, signal: new AbortController().signal, progress: async () => {} }, {} as never);

describe('a bulk', () => {
  it('would do a case twice, or none, when the desk dies in the middle of it at any write', async () => {
    const caseIds = await place(4);
    const { bulkId } = await start(askSeller, caseIds);
    for (const writes of [0, 1, 1, 0]) await expect(runOn(dieAt(writes), bulkId)).rejects.toThrow('gone');
    expect((await read(bulkId)).bulk).toMatchObject({ done: 2, waiting: 2, finishedAt: null });
    expect(await run()).toEqual([]);
    expect((await read(bulkId)).bulk).toMatchObject({ total: 4, done: 4, waiting: 0, refused: 0, failed: 0, finishedAt: temp.clock.now });
    expect([await openQuestions(caseIds), await logged('question.asked'), await logged('bulk.ended')]).toEqual([4n, 4n, 1n]);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('would be begun twice by a retry, or be seen by people whose business it is not', async () => {
    const [caseIds, requestId] = [await place(2), randomUUID()];
    const first = await start(tagThem, caseIds, dana, requestId);
    expect(await start(tagThem, caseIds, dana, requestId)).toEqual(first);
    await expect(read(first.bulkId, noel)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(bulkHandlers['bulk.stop'](temp.desk, { bulkId: first.bulkId }, noel)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await bulkHandlers['bulk.list'](temp.desk, { cursor: null, limit: 50 }, noel)).rows).toEqual([]);
    expect((await bulkHandlers['bulk.list'](temp.desk, { cursor: null, limit: 50 }, lead)).rows).toMatchObject([{ words: 'Tag safety', isMine: false, total: 2 }]);
  });

  it('would stand in lists half laid out, begin with some of its cases, or stay behind, when the desk dies before it is begun', async () => {
    const caseIds = await place(501);
    const input = { requestId: randomUUID(), order: tagThem, of: { caseIds } };
    const laidOut = async () => [await temp.desk.db.$count(bulk), await temp.desk.db.$count(bulkItem)].map(Number);
    for (const writes of [0, 1, 2]) {
      await expect(bulkHandlers['bulk.start'](dieAt(writes), input, lead)).rejects.toThrow('gone');
      expect((await bulkHandlers['bulk.list'](temp.desk, { cursor: null, limit: 50 }, lead)).rows).toEqual([]);
    }
    expect(await laidOut()).toEqual([2, 750]);
    const [half] = await temp.desk.db.select().from(bulk);
    await expect(read(half!.bulkId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect([await run(), await logged('bulk.started')]).toEqual([[], 0n]);
    await recover(temp.desk, null);
    expect(await laidOut()).toEqual([0, 0]);
    const [one, other] = await Promise.all([bulkHandlers['bulk.start'](temp.desk, input, lead), bulkHandlers['bulk.start'](temp.desk, input, lead)]);
    expect([one.bulkId, one.total]).toEqual([other.bulkId, 501]);
    expect(await laidOut()).toEqual([1, 501]);
    expect((await read(one.bulkId)).bulk).toMatchObject({ done: 0, waiting: 501 });
  }, 60_000);

  it('would take other cases than the list of the same query shows, or run a query it could not read', async () => {
    const caseIds = await place(3);
    await tagHandlers['cases.tag'](temp.desk, { requestId: randomUUID(), caseId: caseIds[1]!, tags: ['urgent'] }, dana);
    const all = (query: string) => bulkHandlers['bulk.start'](temp.desk, { requestId: randomUUID(), order: tagThem, of: { scope: 'queue', query } }, lead);
    const { bulkId } = await all('tag:urgent');
    expect(await run()).toEqual([]);
    expect((await read(bulkId)).items.map(({ caseId }) => caseId)).toEqual([caseIds[1]]);
    const retried = { requestId: randomUUID(), order: { action: 'untag' as const, tags: ['urgent'] }, of: { scope: 'queue' as const, query: 'tag:urgent' } };
    const first = await bulkHandlers['bulk.start'](temp.desk, retried, lead);
    expect(await run()).toEqual([]);
    expect(await bulkHandlers['bulk.start'](temp.desk, retried, lead), 'a retry finds nothing any more, and gets the first answer').toEqual(first);
    await expect(all('reason:nonsense')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(all('tag:nowhere')).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('would go on after it was stopped, or take back what was done', async () => {
    const caseIds = await place(3);
    const { bulkId } = await start(tagThem, caseIds);
    await expect(runOn(dieAt(1), bulkId)).rejects.toThrow();
    await bulkHandlers['bulk.stop'](temp.desk, { bulkId }, lead);
    expect(await run()).toEqual([]);
    expect((await read(bulkId)).bulk).toMatchObject({ done: 1, waiting: 2, stoppedAt: temp.clock.now, finishedAt: temp.clock.now });
    expect(await temp.desk.db.$count(caseTag)).toBe(1n);
  });

  it('would let a triage clerk ask or a mediator assign, and go on for somebody whose account was closed meanwhile', async () => {
    const [caseIds, clerk] = [await place(2), await temp.seat('Tri', 'triage')];
    await expect(start(askSeller, caseIds, clerk)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(start({ action: 'assign', personId: noel.personId }, caseIds, dana)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    const { bulkId } = await start(tagThem, caseIds, dana);
    await temp.desk.write((tx) => changeAccount(tx, dana.personId, { role: 'mediator', languages: [], skills: [], isActive: false }, lead));
    expect(await run()).toEqual([]);
    expect((await read(bulkId)).items.map(({ state, words }) => [state, words])).toEqual([['refused', 'Dana does not work at this desk any more.'], ['refused', 'Dana does not work at this desk any more.']]);
  });

  it('would hold everybody up at a case that fails, instead of failing it alone', async () => {
    const caseIds = await place(3);
    const { bulkId } = await start(tagThem, caseIds);
    await temp.desk.write((tx) => tx.run(`create temp trigger broken before insert on main.case_tag when new.case_id = '${caseIds[1]}' begin select raise(abort, 'broken'); end`));
    expect(await run()).toEqual([]);
    const { bulk, items } = await read(bulkId);
    expect([bulk, items.map(({ state }) => state)]).toMatchObject([{ done: 2, failed: 1 }, ['done', 'failed', 'done']]);
    expect(items[1]?.words).not.toContain('broken');
  });
});

describe('asking in many cases', () => {
  it('would take a case out of somebody\'s hands, ask a side twice, or ask in what is kept for others', async () => {
    const caseIds = await place(6);
    const [held, own, asked, kept, barred, free] = caseIds as [string, string, string, string, string, string];
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, held), noel));
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, own), dana));
    await takeCase(temp.desk, asked, noel);
    await questionHandlers['cases.ask'](temp.desk, { requestId: randomUUID(), caseId: asked, to: ['seller'], questions: [{ text: 'Why?', claimId: null, kinds: [] }], dueAt: null }, noel);
    await tagHandlers['cases.assign'](temp.desk, { requestId: randomUUID(), caseId: kept, personId: noel.personId }, lead);
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, barred), dana));
    const { recuse } = await import('../cases/recuse.ts');
    await recuse(temp.desk, { requestId: randomUUID(), caseId: barred, reason: 'I know them.', party: null }, dana);
    const look = await preview(askSeller, caseIds, dana);
    expect(look.letter).toMatchObject({ reference: 'C-20006', to: 'seller', language: 'ja', body: expect.stringContaining('A photo of the label, please.') });
    expect([look.can, look.cannot.map(({ count }) => count), look.rows.length]).toEqual([1, [1, 1, 1, 1, 1], 6]);
    const { bulkId } = await start(askSeller, caseIds, dana);
    await run();
    const { bulk, items } = await read(bulkId, dana);
    expect([bulk.done, bulk.refused, items.find(({ state }) => state === 'done')?.caseId]).toEqual([1, 5, free]);
    expect(items.map(({ words }) => words)).toEqual([
      expect.stringContaining('is being worked on by Noel'),
      'You work on it yourself: ask there, where your draft is.',
      'The seller was asked before and may still answer.',
      'It is kept for somebody else.',
      expect.stringContaining('You stepped back'),
      null,
    ]);
    expect(await loadCase(temp.desk.db, free)).toMatchObject({ state: 'waiting', leasePersonId: null });
    // Fifteen seconds of undo for each of thousands would bury those asked by hand.
    expect(await questionHandlers['cases.asked'](temp.desk, {}, dana)).toEqual([]);
    expect(await temp.desk.db.$count(letter, eq(letter.caseId, free))).toBe(1n);
  });

  it('would keep all of them for a lead who asked, and from everybody else, when they come back', async () => {
    const [first, second] = (await place(2)) as [string, string];
    await start(askSeller, [first]);
    await start(askSeller, [second], dana);
    await run();
    temp.clock.now += 60 * 86_400_000;
    await temp.runDueJobs({ 'question.lapse': lapseQuestion });
    expect(await loadCase(temp.desk.db, first)).toMatchObject({ state: 'queued', keptForPersonId: null });
    expect(await loadCase(temp.desk.db, second)).toMatchObject({ state: 'queued', keptForPersonId: dana.personId });
  });
});

describe('assigning many cases', () => {
  it('would give a case to somebody with a conflict, and stop there', async () => {
    const [fair, unfair] = [await placeCase(temp.desk), await placeCase(temp.desk, neutralCase({ parties: [{ role: 'buyer', id: 'b2' }, { role: 'seller', id: 's2', displayName: 'Own Cousin' }] }))];
    await conflictHandlers['people.addConflict'](temp.desk, { requestId: randomUUID(), personId: dana.personId, party: { source: 'aliexpress', id: 's2' }, partyName: 'Own Cousin', words: 'a cousin', untilAt: null } as never, lead);
    const order: BulkOrder = { action: 'assign', personId: dana.personId };
    expect(await preview(order, [fair, unfair])).toMatchObject({ can: 1, cannot: [{ words: expect.stringContaining('Dana must not decide it'), count: 1 }] });
    const { bulkId } = await start(order, [fair, unfair]);
    await run();
    expect((await read(bulkId)).items.map(({ state }) => state)).toEqual(['done', 'refused']);
    expect((await start({ action: 'assign', personId: null }, [fair, unfair])).words).toBe('Give to everybody');
    await run();
    expect(await loadCase(temp.desk.db, fair)).toMatchObject({ keptForPersonId: null });
  });
});

describe('whatever is asked of whatever cases', () => {
  it('would count results that are not its cases, or be foretold otherwise than it goes', async () => {
    const caseIds = await place(8);
    const orders: BulkOrder[] = [tagThem, { action: 'untag', tags: ['safety'] }, askSeller, { action: 'assign', personId: dana.personId }, { action: 'assign', personId: null }];
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...caseIds), { minLength: 1 }), fc.constantFrom(...orders), fc.constantFrom(0, 1), fc.constantFrom(...caseIds), async (chosen, order, seat, taken) => {
        const row = await loadCase(temp.desk.db, taken);
        if (row.state === 'queued') await temp.desk.write((tx) => leaseCase(tx, row, noel));
        const by = order.action === 'assign' ? lead : [lead, dana][seat]!;
        const look = await preview(order, chosen, by);
        const { bulkId } = await start(order, chosen, by);
        expect(await run()).toEqual([]);
        const { bulk, items } = await read(bulkId, by);
        expect(bulk.done + bulk.refused + bulk.failed).toBe(chosen.length);
        expect(items.map(({ caseId }) => caseId).sort()).toEqual([...chosen].sort());
        expect([bulk.done, bulk.failed, bulk.waiting]).toEqual([look.can, 0, 0]);
        for (const state of ['done', 'refused'] as const) expect(Number(await temp.desk.db.$count(bulkItem, and(eq(bulkItem.bulkId, bulkId), eq(bulkItem.state, state))))).toBe(bulk[state]);
        temp.clock.now += 60_000;
      }),
      { numRuns: 12 },
    );
  });
});

describe('rows that leave the desk', () => {
  it('would go unnoted, or in another order than they were chosen', async () => {
    const caseIds = (await place(3)).reverse();
    const got = await bulkHandlers['bulk.export'](temp.desk, { of: { caseIds }, columns: ['reference', 'amount', 'currency', 'seller'], cursor: null }, dana);
    expect(got).toEqual({ total: 3, nextCursor: null, rows: ['C-20003', 'C-20002', 'C-20001'].map((reference) => [reference, '66.65', 'USD', 'Lin Store']) });
    expect(await logged('cases.exported')).toBe(1n);
  });

  it('would leave unnoted by a page that nobody began, or be fetched on by somebody else', async () => {
    const caseIds = await place(2);
    const page = (cursor: string | null, by = dana) => bulkHandlers['bulk.export'](temp.desk, { of: { caseIds }, columns: ['reference'], cursor }, by);
    for (const cursor of ['0', '500', `${randomUUID()}|0`]) await expect(page(cursor)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await logged('cases.exported')).toBe(0n);
  });

  it('would skip or double cases that come and go between two pages', async () => {
    const caseIds = await place(501);
    const page = (cursor: string | null, by = dana) => bulkHandlers['bulk.export'](temp.desk, { of: { scope: 'queue', query: '' }, columns: ['reference'], cursor }, by);
    const first = await page(null);
    await temp.desk.write((tx) => tx.run(sql`update dispute_case set state = 'waiting', shelf = 'waiting' where case_id = ${caseIds[0]}`));
    await expect(page(first.nextCursor, noel)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const second = await page(first.nextCursor);
    expect(new Set([...first.rows, ...second.rows].map(([reference]) => reference)).size).toBe(501);
    expect(second.nextCursor).toBeNull();
  });

  it('would be of cases that are not there', async () => {
    await expect(bulkHandlers['bulk.export'](temp.desk, { of: { caseIds: [randomUUID()] }, columns: ['state'], cursor: null }, dana)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
