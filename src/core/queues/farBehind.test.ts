import { eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { caseHandlers } from '../cases/methods.ts';
import { caseSkip } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import type { SignedIn } from '../desk.ts';
import { placeCases } from './placeJob.ts';
import { arriveAt, copyWaiting, saveQueue, servedTo } from './serving.testing.ts';

const day = 86_400_000;
let temp: TempDesk;
let ada: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada');
});
afterEach(() => temp.close());

const next = (by: SignedIn) => caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, by);
const served = (by: SignedIn) => servedTo(temp, by);

describe('the one case for a person that stands behind thousands that are not', () => {
  it('would serve nothing to whoever reads a rare language: the one case in it stands behind thousands in others', async () => {
    await saveQueue(temp, await temp.seat('Lea', 'lead'), { name: 'Abroad', rule: { languages: ['de', 'fr'] } });
    await temp.runDueJobs({ 'queues.place': placeCases });
    const german = await arriveAt(temp, ada, 'german', { language: 'de', dueIn: -1 });
    await copyWaiting(temp, german, 5_200);
    const french = await arriveAt(temp, ada, 'french', { language: 'fr' });
    await temp.database.update(person).set({ languages: ['fr'] }).where(eq(person.personId, ada.personId));
    expect(await caseHandlers['cases.upNext'](temp.desk, {}, ada)).toEqual({ caseIds: [french] });
    expect(await served(ada)).toBe(french);
    expect(await next(ada)).toMatchObject({ served: false, why: 'not_in_a_queue', queues: [{ name: 'Abroad', why: 'language', waiting: 5_201 }] });
    // So many of both that they are found along the points.
    await temp.database.update(person).set({ languages: ['de'] }).where(eq(person.personId, ada.personId));
    expect(await served(ada)).toBe(german);
  });

  it('would serve nothing to whoever passed on thousands, or has to leave them to others', async () => {
    const first = await arriveAt(temp, ada, 'first', { dueIn: -1 });
    await copyWaiting(temp, first, 6_000);
    const last = await arriveAt(temp, ada, 'last');
    await temp.database.insert(caseSkip).select(sql`select case_id, ${ada.personId}, 'Too hard', ${temp.clock.now}, ${temp.clock.now + day}, 0 from dispute_case where case_id <> ${last}`);
    expect(await served(ada)).toBe(last);
    expect(await served(ada)).toBe('all_done');
  });
});
