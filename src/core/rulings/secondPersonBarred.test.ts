import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteView, recordAppeal, ruleOn } from '../../testing/appealed.ts';
import { openAllExhibits, placeCase, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { barredOf } from '../cases/barred.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { loadCase } from '../cases/lease.ts';
import { caseHandlers } from '../cases/methods.ts';
import { recuse } from '../cases/recuse.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { deskHandlers } from '../deskMethods.ts';
import { conflictHandlers } from '../people/conflicts.ts';
import { limitHandlers } from '../people/limits.ts';
import { approvalHandlers } from './approvalMethods.ts';
import { rulingHandlers } from './methods.ts';
import { takeEffect } from './takeEffect.ts';

let temp: TempDesk;
let dana: SignedIn;
let iris: SignedIn;
let olu: SignedIn;
let caseId: string;
const limit = (who: SignedIn, minor: string) => limitHandlers['people.setLimit'](temp.desk, { requestId: randomUUID(), holder: { personId: who.personId }, currency: 'USD', minor }, iris);
const look = (rulingId: string, by: SignedIn) => approvalHandlers['approvals.get'](temp.desk, { rulingId }, by);
const approve = async (rulingId: string, by: SignedIn) => {
  await openAllExhibits(temp.desk, caseId, by);
  return approvalHandlers['approvals.approve'](temp.desk, { requestId: randomUUID(), rulingId, sha256: (await look(rulingId, by))?.sha256 ?? '' }, by);
};
const otherwise = (rulingId: string, by: SignedIn) => approvalHandlers['approvals.ruleOtherwise'](temp.desk, { requestId: randomUUID(), rulingId, reason: 'The label cannot be read.' }, by);
const heldFor = async (by: SignedIn) => (await deskHandlers['desk.status'](temp.desk, {}, by)).held;

beforeEach(async () => {
  temp = await openTempDesk();
  [dana, iris, olu] = [await temp.seat('Dana'), await temp.seat('Iris', 'lead'), await temp.seat('Olu', 'lead')];
  caseId = await placeCase(temp.desk);
});
afterEach(() => temp.close());

/** What the core and its lists say to somebody who must not decide a held ruling; to Olu nothing. */
async function isBarred(rulingId: string, by: SignedIn, words: string): Promise<void> {
  const whyNot = expect.stringContaining(words) as string;
  expect(await look(rulingId, by)).toMatchObject({ whyNot });
  expect(await approvalHandlers['approvals.list'](temp.desk, {}, by)).toMatchObject([{ whyNot }]);
  expect(await heldFor(by)).toBe(0);
  for (const act of [approve, otherwise]) await expect(act(rulingId, by)).rejects.toMatchObject({ code: 'NOT_PERMITTED', message: whyNot });
  expect(await temp.desk.db.select({ state: ruling.state }).from(ruling).where(eq(ruling.rulingId, rulingId))).toEqual([{ state: 'held' }]);
  expect(await heldFor(olu)).toBe(1);
  expect(await look(rulingId, olu)).toMatchObject({ whyNot: null });
}

describe('a second person', () => {
  it('would approve, or take over, what concerns a party they have a conflict of interest with', async () => {
    await conflictHandlers['people.addConflict'](temp.desk, { requestId: randomUUID(), personId: null, party: null, partyName: 'lin  STORE', words: 'My sister works there.', fromAt: null, untilAt: null }, iris);
    await limit(dana, '2000');
    const { rulingId } = await ruleOn(temp, caseId, dana);
    await isBarred(rulingId, iris, 'conflict of interest with the seller');
    await approve(rulingId, olu);
  });

  it('would decide a case they stepped back from', async () => {
    await takeCase(temp.desk, caseId, iris);
    await recuse(temp.desk, { requestId: randomUUID(), caseId, reason: 'I know the buyer.', party: null }, iris);
    await limit(dana, '2000');
    const { rulingId } = await ruleOn(temp, caseId, dana);
    await isBarred(rulingId, iris, 'You stepped back');
  });

  it('would hear the appeal against what they ruled or approved, as judge or as second person again', async () => {
    await limit(dana, '2000');
    const first = await ruleOn(temp, caseId, dana);
    await approve(first.rulingId, iris);
    temp.clock.now += 15_000;
    expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
    await limit(dana, '999999');
    const bo = await temp.seat('Noel');
    await limit(bo, '2000');
    await recordAppeal(temp, caseId, bo);
    const claim = (by: SignedIn) => caseHandlers['cases.claim'](temp.desk, { requestId: randomUUID(), caseId }, by);
    await expect(claim(iris)).rejects.toMatchObject({ code: 'NOT_PERMITTED', message: 'You approved the ruling on this case; an appeal goes to another person.' });
    await expect(claim(dana)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    expect(await caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, iris)).toMatchObject({ served: false });
    expect(await barredOf(temp.desk.db, [caseId], iris, temp.clock.now)).toEqual(new Set([caseId]));
    expect(await readCaseFile(temp.desk.db, caseId, bo, temp.clock.now)).toMatchObject({ othersBarred: 2, appeal: { notBy: ['Dana', 'Iris'] } });
    const second = await ruleOn(temp, caseId, bo, { outcome: 'full_refund', basis: { by: 'full' } }, { result: 'changed', newInformation: 'The parcel was light.' });
    await isBarred(second.rulingId, iris, 'You approved the ruling');
    await isBarred(second.rulingId, dana, 'You ruled on this case');
    const raw = (who: SignedIn) => temp.database.run(sql`insert into approval (approval_id, ruling_id, step, action, person_id, person_name, author_id, sha256, at)
      select 'raw', r.ruling_id, 1, 'approved', ${who.personId}, 'x', r.person_id, h.sha256, 1 from ruling r join ruling_hold h using (ruling_id) where r.ruling_id = ${second.rulingId}`);
    for (const one of [iris, dana]) await expect(raw(one)).rejects.toMatchObject({ cause: { message: expect.stringContaining('approves no ruling on its appeal') as string } });
    await approve(second.rulingId, olu);
    temp.clock.now += 15_000;
    expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
    expect(await loadCase(temp.desk.db, caseId)).toMatchObject({ state: 'ruled' });
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('would hear the appeal against their own ruling from a second seat, as lead', async () => {
    await ruleOn(temp, caseId, dana);
    await recordAppeal(temp, caseId, iris);
    const seat = await temp.seat(' dana', 'lead');
    await expect(caseHandlers['cases.claim'](temp.desk, { requestId: randomUUID(), caseId }, seat)).rejects.toMatchObject({ code: 'NOT_PERMITTED', message: expect.stringContaining('You ruled on this case') as string });
    expect(await caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, seat)).toMatchObject({ served: false, why: 'for_others' });
    expect(await readCaseFile(temp.desk.db, caseId, iris, temp.clock.now)).toMatchObject({ othersBarred: 1 });
  });

  it('would be barred by an approval they took back', async () => {
    await limit(dana, '2000');
    const first = await ruleOn(temp, caseId, dana);
    await approve(first.rulingId, iris);
    await rulingHandlers['rulings.undo'](temp.desk, { requestId: randomUUID(), rulingId: first.rulingId }, iris);
    await approve(first.rulingId, olu);
    temp.clock.now += 15_000;
    expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
    await recordAppeal(temp, caseId, dana);
    await takeCase(temp.desk, caseId, iris);
    await noteView(temp, caseId, iris);
    expect(await readCaseFile(temp.desk.db, caseId, iris, temp.clock.now)).toMatchObject({ mayNotDecide: null, appeal: { notBy: ['Dana', 'Olu'] } });
  });
});
