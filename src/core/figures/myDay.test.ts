import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { methods } from '../../contract/methods.ts';
import { MyDay } from '../../contract/figures.ts';
import { recordAppeal, ruleOn } from '../../testing/appealed.ts';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, testNow, type TempDesk } from '../../testing/tempDesk.ts';
import { caseHandlers } from '../cases/methods.ts';
import { review, scorecard } from '../db/schema/review.ts';
import type { SignedIn } from '../desk.ts';
import { createDispatch } from '../dispatch.ts';
import { createBatches } from '../intake/batches.ts';
import { createHandlers } from '../registry.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { verifyAll } from '../verifyAll.ts';
import { readMyDay } from './myDay.ts';

const hour = 3_600_000;
let temp: TempDesk;
let dana: SignedIn;
let olu: SignedIn;
let lead: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  [dana, olu, lead] = [await temp.seat('Dana'), await temp.seat('Olu'), await temp.seat('Lena', 'lead')];
});
afterEach(() => temp.close());

const dayOf = async (by: SignedIn, zone = 'UTC') => MyDay.parse(await readMyDay(temp.desk.db, zone, by, temp.clock.now));

it('would show one person the work of another, or count what was taken back as done', async () => {
  const cases = [await placeCase(temp.desk), await placeCase(temp.desk), await placeCase(temp.desk), await placeCase(temp.desk), await placeCase(temp.desk)];
  temp.clock.now = testNow + 2 * hour;
  const ruled = await ruleOn(temp, cases[0] ?? '', dana);
  await ruleOn(temp, cases[1] ?? '', olu);
  const file = await takeCase(temp.desk, cases[2] ?? '', dana);
  const staged = await rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
  expect((await dayOf(dana)).underWay).toMatchObject([{ rulingId: staged.rulingId, state: 'staged' }]);
  await rulingHandlers['rulings.undo'](temp.desk, { requestId: randomUUID(), rulingId: staged.rulingId }, dana);
  await takeCase(temp.desk, cases[3] ?? '', dana);
  await caseHandlers['cases.skip'](temp.desk, { requestId: randomUUID(), caseId: cases[3] ?? '', reason: 'no Japanese' } as never, dana);
  const own = await dayOf(dana);
  expect(own).toMatchObject({ rulings: { today: 1, week: 1 }, skips: { today: 1, week: 1 }, underWay: [], cameBack: [{ what: 'undone', rulingId: staged.rulingId }] });
  expect(own.timeToRuling).toMatchObject({ n: 1, value: 2 * hour + 15_000 });
  expect(own.latest.map(({ rulingId }) => rulingId)).toEqual([staged.rulingId, ruled.rulingId]);
  expect(own.cases.map(({ caseId }) => caseId)).toEqual([cases[2]]);
  expect(await dayOf(olu)).toMatchObject({ rulings: { today: 1 }, skips: { today: 0 }, cameBack: [], cases: [] });
  expect(await dayOf(lead)).toMatchObject({ rulings: { today: 0 }, latest: [] });
});

it('would begin the day by another clock than the person’s', async () => {
  const caseId = await placeCase(temp.desk);
  // 22:00 in Berlin on the 10th; in Auckland the 11th has begun.
  temp.clock.now = Date.parse('2026-06-10T20:00:00Z');
  await ruleOn(temp, caseId, dana);
  temp.clock.now = Date.parse('2026-06-11T06:00:00Z');
  expect((await dayOf(dana, 'Europe/Berlin')).rulings).toEqual({ today: 0, week: 1 });
  expect((await dayOf(dana, 'Pacific/Auckland')).rulings).toEqual({ today: 1, week: 1 });
});

it('would tell of a review before it is decided, or keep silent of an appeal', async () => {
  const caseId = await placeCase(temp.desk);
  const { rulingId } = await ruleOn(temp, caseId, dana);
  const at = temp.clock.now;
  await temp.database.insert(scorecard).values({ version: 1, content: {}, publishedAt: 1, publishedById: lead.personId, publishedByName: 'Lena' });
  await temp.database.insert(review).values({ reviewId: 'r', rulingId, caseId, reviewerId: lead.personId, state: 'viewed', openedAt: at, viewedAt: at, outcome: 'no_refund' });
  expect(await dayOf(dana)).toMatchObject({ reviewsWaiting: [] });
  const decided = { state: 'decided' as const, verdict: 'overturn' as const, rootCause: 'facts', words: 'It is blue.', scorecardVersion: 1, decidedAt: at };
  await temp.database.update(review).set(decided);
  expect(await dayOf(dana)).toMatchObject({ reviewsWaiting: [{ reviewId: 'r', rulingId }], cameBack: [] });
  expect(await dayOf(olu)).toMatchObject({ reviewsWaiting: [] });
  await temp.database.update(review).set({ state: 'final', settledVerdict: 'overturn', finalAt: at });
  await recordAppeal(temp, caseId, olu);
  expect(await dayOf(dana)).toMatchObject({ reviewsWaiting: [], cameBack: [{ what: 'overturned', rulingId }], appeals: [{ rulingId, by: 'seller', state: 'open', result: null }] });
});

it('could be asked for by a role that does not rule, by nobody, or about somebody else', async () => {
  const handlers = createHandlers(createBatches(temp.desk.dataDir), () => verifyAll(temp.desk.db, temp.desk.dataDir), async () => []);
  const seats = new Map([dana, lead, await temp.seat('Tom', 'triage'), await temp.seat('Ada', 'admin')].map((one) => [one.sessionId, one]));
  const handle = createDispatch(temp.desk, handlers, async (sessionId) => seats.get(sessionId) ?? null, () => undefined);
  const answers: string[] = [];
  for (const { role, sessionId } of [...seats.values(), { role: 'nobody', sessionId: 'x' }]) {
    const reply = await handle('figures.myDay', {}, { sessionId });
    answers.push(`${role} ${reply.ok ? 'ok' : reply.error.code}`);
  }
  expect(answers).toEqual(['mediator ok', 'lead ok', 'triage NOT_PERMITTED', 'admin NOT_PERMITTED', 'nobody NOT_SIGNED_IN']);
  expect(await handle('figures.myDay', { personId: dana.personId }, { sessionId: lead.sessionId })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  const asked = { fromAt: testNow, untilAt: testNow + hour, zone: 'UTC' };
  expect(await handle('figures.get', asked, { sessionId: dana.sessionId })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });
  expect(await handle('figures.get', { ...asked, zone: 'Mars/Phobos' }, { sessionId: lead.sessionId })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  expect(await handle('figures.get', asked, { sessionId: lead.sessionId })).toMatchObject({ ok: true });
  expect(Object.keys(methods['figures.myDay'].input.shape)).toEqual(['zone']);
});
