import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, testNow, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { loadCase } from '../cases/lease.ts';
import { listCases } from '../cases/list.ts';
import { caseHandlers } from '../cases/methods.ts';
import { recuse } from '../cases/recuse.ts';
import type { SignedIn } from '../desk.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { conflictHandlers } from './conflicts.ts';

let temp: TempDesk;
let dana: SignedIn;
let caseId: string;
beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  caseId = await placeCase(temp.desk);
});
afterEach(() => temp.close());

const lin = { source: 'aliexpress', id: 's' };
type Given = Omit<ParsedInputOf<'people.addConflict'>, 'requestId'>;
const add = (by: SignedIn, given: Partial<Given> = {}) =>
  conflictHandlers['people.addConflict'](temp.desk, { requestId: randomUUID(), personId: null, party: lin, partyName: 'Lin Store', words: 'My sister works there.', fromAt: null, untilAt: null, ...given }, by);
const endIt = (by: SignedIn, conflictId: string) => conflictHandlers['people.endConflict'](temp.desk, { requestId: randomUUID(), conflictId }, by);
const next = (by: SignedIn) => caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, by);
const claim = (by: SignedIn, id = caseId) => caseHandlers['cases.claim'](temp.desk, { requestId: randomUUID(), caseId: id }, by);

describe('a conflict of interest', () => {
  it('keeps cases of that party from being served, fetched ahead and claimed, and others from nothing', async () => {
    await add(dana);
    expect(await next(dana)).toMatchObject({ served: false, why: 'for_others' });
    expect((await caseHandlers['cases.upNext'](temp.desk, {}, dana)).caseIds).toEqual([]);
    await expect(claim(dana)).rejects.toMatchObject({ code: 'NOT_PERMITTED', message: expect.stringContaining('My sister works there.') as string });
    const list = (by: SignedIn) => listCases(temp.desk.db, { scope: 'queue', query: '', sort: 'priority', cursor: null, limit: 50 }, by, temp.clock.now);
    expect((await list(dana)).rows).toMatchObject([{ caseId, isBarred: true, appealBy: null }]);
    const bo = await temp.seat('Bo');
    expect(await readCaseFile(temp.desk.db, caseId, bo, temp.clock.now)).toMatchObject({ mayNotDecide: null, othersBarred: 1 });
    expect((await list(bo)).rows).toMatchObject([{ isBarred: false }]);
    expect(await next(bo)).toMatchObject({ served: true, caseId });
  });

  it('by name meets a seller of any source and writing, and no buyer of that name', async () => {
    await add(dana, { party: null, partyName: '  ЛИН  Store ' });
    const same = await placeCase(temp.desk, neutralCase({ parties: [{ role: 'buyer', id: 'b' }, { role: 'seller', id: 'x', displayName: 'лин store' }] }));
    const other = await placeCase(temp.desk, neutralCase({ parties: [{ role: 'buyer', id: 'b', displayName: 'лин store' }, { role: 'seller', id: 'x', displayName: 'Ann' }] }));
    await expect(claim(dana, same)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await claim(dana, other);
  });

  it('of another source does not meet a party that happens to have the same id', async () => {
    await add(dana, { party: { source: 'elsewhere', id: 's' } });
    await claim(dana);
  });

  it('entered while the case is held keeps its ruling from being staged', async () => {
    await takeCase(temp.desk, caseId, dana);
    await add(dana);
    const file = await readCaseFile(temp.desk.db, caseId, dana, temp.clock.now);
    const staged = rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
    await expect(staged).rejects.toMatchObject({ code: 'UNFAIR_PROCESS', data: { problems: [expect.objectContaining({ code: 'CONFLICT_OF_INTEREST' })] } });
  });

  it('counts from its first moment to its last, and stays in the register afterwards', async () => {
    const entered = await add(dana, { fromAt: testNow + 1_000, untilAt: testNow + 2_000 });
    await claim(dana);
    await caseHandlers['cases.handBack'](temp.desk, { requestId: randomUUID(), caseId, note: null }, dana);
    temp.clock.now = testNow + 1_000;
    await expect(claim(dana)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    temp.clock.now = testNow + 2_000;
    await claim(dana);
    expect(await conflictHandlers['people.conflicts'](temp.desk, {}, dana)).toMatchObject([{ conflictId: entered.conflictId }]);
    await expect(endIt(dana, entered.conflictId)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('is kept by oneself or a lead, and read by nobody else', async () => {
    const bo = await temp.seat('Bo');
    const lena = await temp.seat('Lena', 'lead');
    await expect(add(bo, { personId: dana.personId })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    const { conflictId } = await add(lena, { personId: dana.personId });
    await expect(endIt(bo, conflictId)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    expect(await conflictHandlers['people.conflicts'](temp.desk, {}, bo)).toEqual([]);
    expect(await conflictHandlers['people.conflicts'](temp.desk, {}, lena)).toMatchObject([{ personName: 'Dana', enteredByName: 'Lena' }]);
    await endIt(dana, conflictId);
    await claim(dana);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('is ended, never edited or deleted, whatever the database is told', async () => {
    await add(dana);
    for (const statement of [sql`update conflict set words = 'other'`, sql`update conflict set party_id = 'x'`, sql`delete from conflict`, sql`update conflict set until_at = from_at - 1`]) {
      await expect(temp.database.run(statement)).rejects.toThrow();
    }
  });
});

describe('stepping back', () => {
  it('ends the lease, keeps the case away for good, and leaves it to others', async () => {
    await claim(dana);
    await recuse(temp.desk, { requestId: randomUUID(), caseId, reason: 'I bought there myself.', party: null }, dana);
    expect(await loadCase(temp.desk.db, caseId)).toMatchObject({ state: 'queued', leasePersonId: null });
    expect(await next(dana)).toMatchObject({ served: false });
    await expect(claim(dana)).rejects.toMatchObject({ message: expect.stringContaining('stepped back') as string });
    await claim(await temp.seat('Bo'));
    await claim(dana, await placeCase(temp.desk));
  });

  it('with a party keeps its other cases away too, in one step', async () => {
    const other = await placeCase(temp.desk);
    await claim(dana);
    await recuse(temp.desk, { requestId: randomUUID(), caseId, reason: 'I bought there myself.', party: 'seller' }, dana);
    await expect(claim(dana, other)).rejects.toMatchObject({ message: expect.stringContaining('I bought there myself.') as string });
  });

  it('needs the case to be held, and cannot be taken out of the register', async () => {
    await expect(recuse(temp.desk, { requestId: randomUUID(), caseId, reason: 'x', party: null }, dana)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await claim(dana);
    await recuse(temp.desk, { requestId: randomUUID(), caseId, reason: 'x', party: null }, dana);
    await expect(temp.database.run(sql`delete from recusal`)).rejects.toThrow();
  });
});
