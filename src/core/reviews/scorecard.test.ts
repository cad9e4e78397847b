import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ScorecardContent } from '../../contract/scorecards.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { scorecard } from '../db/schema/review.ts';
import type { SignedIn } from '../desk.ts';
import { verifyAll } from '../verifyAll.ts';
import { defaultScorecard } from './defaultScorecard.ts';
import { keptScorecard, scorecardHandlers } from './scorecard.ts';

let temp: TempDesk;
let lead: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  lead = await temp.seat('Lena Vogt', 'lead');
});
afterEach(() => temp.close());

const better: ScorecardContent = { ...defaultScorecard, questions: defaultScorecard.questions.map((one) => (one.code === 'facts' ? { ...one, points: 6 } : one)) };
const publish = (content: ScorecardContent, basedOn: number) => scorecardHandlers['scorecards.publish'](temp.desk, { requestId: randomUUID(), basedOn, content }, lead);

it('has a version 1 before anybody published one, and keeps it once a review needs it', async () => {
  expect(ScorecardContent.safeParse(defaultScorecard).success).toBe(true);
  expect(await scorecardHandlers['scorecards.current'](temp.desk, {}, lead)).toMatchObject({ version: 1, isCurrent: true, publishedAt: null });
  for (let time = 0; time < 2; time += 1) expect((await temp.desk.write((tx) => keptScorecard(tx))).version).toBe(1);
  expect(await temp.desk.db.select().from(scorecard)).toHaveLength(1);
});

it('publishes the next version over the one read, keeps the older ones, and the log covers both', async () => {
  expect(await publish(better, 1)).toMatchObject({ version: 2, isCurrent: true, publishedByName: 'Lena Vogt' });
  expect((await scorecardHandlers['scorecards.list'](temp.desk, {}, lead)).map(({ version, isCurrent }) => [version, isCurrent])).toEqual([[2, true], [1, false]]);
  expect((await scorecardHandlers['scorecards.get'](temp.desk, { version: 1 }, lead)).content).toEqual(defaultScorecard);
  expect(await verifyAll(temp.desk.db, temp.desk.dataDir)).toMatchObject({ ok: true, firstBroken: null });
});

it('does not lose the version another lead published meanwhile, and publishes nothing that changes nothing', async () => {
  await publish(better, 1);
  await expect(publish({ ...better, rootCauses: better.rootCauses.slice(1) }, 1)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(publish(better, 2)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  await expect(scorecardHandlers['scorecards.get'](temp.desk, { version: 9 }, lead)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('is never changed once it is there, because reviews are measured by it', async () => {
  await publish(better, 1);
  await expect(temp.database.update(scorecard).set({ content: defaultScorecard })).rejects.toThrow();
});
