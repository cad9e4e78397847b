import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { handUpHandlers } from '../cases/handUp.ts';
import { expireLease, loadCase } from '../cases/lease.ts';
import { caseHandlers } from '../cases/methods.ts';
import type { SignedIn } from '../desk.ts';
import { queueHandlers } from './methods.ts';
import { arriveAt, servedTo } from './serving.testing.ts';

const day = 86_400_000;
let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;
let lea: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  [ada, bo, lea] = [await temp.seat('Ada'), await temp.seat('Bo'), await temp.seat('Lea', 'lead')];
});
afterEach(() => temp.close());

const request = () => ({ requestId: randomUUID() });
const served = (by: SignedIn) => servedTo(temp, by);
const skip = (caseId: string, by: SignedIn, reason: string) => caseHandlers['cases.skip'](temp.desk, { ...request(), caseId, reason }, by);
const arrive = (sourceId: string) => arriveAt(temp, ada, sourceId);

describe('a case that nobody wants', () => {
  it('goes to a lead at the third skip, with what was said of it, and is served to no mediator then', async () => {
    const caseId = await arrive('one');
    const cy = await temp.seat('Cy');
    for (const [by, reason] of [[ada, 'In Finnish'], [bo, 'I know the seller'], [cy, 'No idea']] as const) {
      expect(await served(by)).toBe(caseId);
      await skip(caseId, by, reason);
      temp.clock.now += 1_000;
    }
    const dora = await temp.seat('Dora');
    expect(await served(dora)).toBe('all_done');
    const file = await readCaseFile(temp.desk.db, caseId, lea, temp.clock.now);
    expect(file.escalation).toMatchObject({ reason: 'skipped_often', words: 'Skipped 3 times: Ada: In Finnish; Bo: I know the seller; Cy: No idea' });
    expect(await served(lea)).toBe(caseId);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('would stay with the third who passes it on, because what was said is cut in the middle of a sign', async () => {
    const caseId = await arrive('one');
    for (const [by, reason] of [[ada, `x${'👍'.repeat(1_200)}`], [bo, 'No'], [await temp.seat('Cy'), 'No idea']] as const) {
      expect(await served(by)).toBe(caseId);
      await skip(caseId, by, reason);
      temp.clock.now += 1_000;
    }
    expect((await readCaseFile(temp.desk.db, caseId, lea, temp.clock.now)).escalation?.words?.isWellFormed()).toBe(true);
  });

  it('is found as bouncing, and as stuck when leases on it ran out or it waits for long', async () => {
    const caseId = await arrive('one');
    for (let one = 0; one < 3; one += 1) {
      await served(ada);
      temp.clock.now += 11 * 60_000;
      await temp.runDueJobs({ 'lease.expire': expireLease });
    }
    expect((await loadCase(temp.desk.db, caseId)).lapses).toBe(3);
    const troubles = (list: 'stuck' | 'bouncing') => queueHandlers['queues.troubles'](temp.desk, { list, cursor: null, limit: 50 }, lea);
    expect((await troubles('stuck')).rows).toMatchObject([{ caseId, why: [{ code: 'lapsed' }] }]);
    expect((await troubles('bouncing')).rows).toEqual([]);
    await served(ada);
    expect((await troubles('bouncing')).rows).toMatchObject([{ caseId, why: [{ code: 'lapsed' }, { code: 'taken', words: 'Taken 4 times without a ruling.' }] }]);
    await caseHandlers['cases.handBack'](temp.desk, { ...request(), caseId, note: null }, ada);
    temp.clock.now += 15 * day;
    expect((await troubles('stuck')).rows).toMatchObject([{ caseId, why: [{ code: 'waits', words: 'Waits for 15 days, though nobody has to answer.' }, { code: 'lapsed' }, { code: 'taken' }] }]);
  });

  it('is listed in pages by key, so that none is shown twice or left out', async () => {
    const all = [];
    for (let one = 0; one < 7; one += 1) all.push(await arrive(`c${one}`));
    temp.clock.now += 20 * day;
    const seen = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<(typeof queueHandlers)['queues.troubles']>> = await queueHandlers['queues.troubles'](temp.desk, { list: 'stuck', cursor, limit: 3 }, lea);
      seen.push(...page.rows.map((row) => row.caseId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(all);
  });
});

describe('running leases', () => {
  it('show who has what until when, and a lead ends one with a reason', async () => {
    const caseId = await arrive('one');
    await served(ada);
    const leases = () => queueHandlers['queues.leases'](temp.desk, {}, lea);
    expect((await leases()).rows).toMatchObject([{ caseId, personName: 'Ada', queueName: 'General queue', isMine: false, takenAt: temp.clock.now, endsAt: temp.clock.now + 10 * 60_000 }]);
    await handUpHandlers['queues.endLease'](temp.desk, { ...request(), caseId, reason: 'Ada is ill.' }, lea);
    expect((await leases()).rows).toEqual([]);
    expect(await served(bo)).toBe(caseId);
  });
});
