import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RulingSummary } from '../../contract/rulings.ts';
import { ruledCase } from '../../testing/reviewed.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { auditPayload } from '../db/schema/audit.ts';
import { calibrationPerson, calibrationRating } from '../db/schema/calibration.ts';
import type { SignedIn } from '../desk.ts';
import { calibrationHandlers } from './calibrationMethods.ts';

let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;
let cy: SignedIn;
let lou: SignedIn;
let ruled: RulingSummary;
let second: RulingSummary;

beforeEach(async () => {
  temp = await openTempDesk();
  [ada, bo, cy, lou] = [await temp.seat('Ada Mira'), await temp.seat('Bo'), await temp.seat('Cy'), await temp.seat('Lou', 'lead')];
  [ruled, second] = [await ruledCase(temp, ada), await ruledCase(temp, ada)];
});
afterEach(() => temp.close());

const open = (people: SignedIn[], rulings = [ruled.rulingId, second.rulingId]) =>
  calibrationHandlers['calibration.open'](temp.desk, { requestId: randomUUID(), name: 'June', rulingIds: rulings, personIds: people.map(({ personId }) => personId) }, lou);
const rate = (calibrationId: string, rulingId: string, by: SignedIn, minor: string | null, words = 'Seen.') =>
  calibrationHandlers['calibration.rate'](temp.desk, { requestId: randomUUID(), calibrationId, rulingId, outcome: minor === null ? 'no_refund' : 'partial_refund', basis: { by: 'sum', minor: minor ?? '0' }, words }, by);
const done = (calibrationId: string, by: SignedIn) => calibrationHandlers['calibration.done'](temp.desk, { requestId: randomUUID(), calibrationId }, by);
const result = (calibrationId: string, by: SignedIn) => calibrationHandlers['calibration.result'](temp.desk, { calibrationId }, by);

it('would let somebody rate a case they ruled on, in the core or past it', async () => {
  await expect(open([ada, bo])).rejects.toMatchObject({ code: 'NOT_PERMITTED', message: expect.stringContaining('Ada Mira cannot rate') as string });
  const { calibrationId } = await open([bo, cy]);
  const message = await temp.desk.write((tx) => tx.insert(calibrationPerson).values({ calibrationId, personId: ada.personId, doneAt: null, leftAt: null })).catch((error: Error) => String(error.cause ?? error));
  expect(message).toContain('nobody rates a case they ruled on');
});

it('would show ratings to anybody, the lead who opened the round and the log among them, before all are done', async () => {
  const { calibrationId } = await open([bo, cy]);
  for (const { rulingId } of [ruled, second]) await rate(calibrationId, rulingId, bo, '1717', 'Said by Bo alone.');
  await done(calibrationId, bo);
  for (const by of [lou, bo, cy]) await expect(result(calibrationId, by)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  const told = [await calibrationHandlers['calibration.list'](temp.desk, {}, lou), await calibrationHandlers['calibration.mine'](temp.desk, {}, cy), await calibrationHandlers['calibration.case'](temp.desk, { calibrationId, rulingId: ruled.rulingId }, cy), (await temp.desk.db.select().from(auditPayload)).map(({ payload }) => payload)];
  expect(JSON.stringify(told)).not.toMatch(/1717|Said by Bo alone/);
  expect(JSON.stringify(told[0])).toContain('"rated":2');
});

it('would close a round before the last one is done, or show the spread and the pairs that agree wrongly', async () => {
  const { calibrationId } = await open([bo, cy, lou]);
  for (const [by, first, other] of [[bo, '1000', null], [cy, '3000', null], [lou, null, null]] as const) {
    await rate(calibrationId, ruled.rulingId, by, first);
    await expect(done(calibrationId, by)).rejects.toMatchObject({ message: expect.stringContaining(second.caseReference) as string });
    await rate(calibrationId, second.rulingId, by, other);
    expect(await done(calibrationId, by)).toEqual({ isClosed: by === lou });
  }
  const { cases, pairs, round } = await result(calibrationId, cy);
  expect(round.closedAt).toBe(temp.clock.now);
  expect(cases[0]).toMatchObject({ pairs: { agree: 1, of: 3 }, amounts: { low: { minor: '0' }, middle: { minor: '1000' }, high: { minor: '3000' } }, ruled: { amount: { minor: '3333' } } });
  expect([cases[1]?.pairs, pairs]).toEqual([{ agree: 3, of: 3 }, { agree: 4, of: 6 }]);
  await calibrationHandlers['calibration.note'](temp.desk, { requestId: randomUUID(), calibrationId, words: 'Weigh the packing photo.' }, lou);
  expect((await result(calibrationId, lou)).notes).toMatchObject([{ personName: 'Lou', words: 'Weigh the packing photo.' }]);
  await expect(result(calibrationId, await temp.seat('Di'))).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
});

it('would take a changed rating from who is done, or lose one that was changed before', async () => {
  const { calibrationId } = await open([bo, cy], [ruled.rulingId]);
  await rate(calibrationId, ruled.rulingId, bo, '1000');
  await rate(calibrationId, ruled.rulingId, bo, '2000');
  expect((await calibrationHandlers['calibration.mine'](temp.desk, {}, bo))[0]?.own[0]?.own).toMatchObject({ amount: { minor: '2000' } });
  await done(calibrationId, bo);
  await expect(rate(calibrationId, ruled.rulingId, bo, '1000')).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  const message = await temp.desk.write((tx) => tx.update(calibrationRating).set({ words: 'x' })).catch((error: Error) => String(error.cause ?? error));
  expect(message).toContain('never changed');
});

it('would count who left a round that a lead closed early among those who rated', async () => {
  const { calibrationId } = await open([bo, cy], [ruled.rulingId]);
  await rate(calibrationId, ruled.rulingId, bo, '1000');
  await done(calibrationId, bo);
  await rate(calibrationId, ruled.rulingId, cy, '2000');
  await calibrationHandlers['calibration.close'](temp.desk, { requestId: randomUUID(), calibrationId }, lou);
  const { cases, round } = await result(calibrationId, lou);
  expect(round.raters.map(({ personName, state }) => [personName, state])).toEqual([['Bo', 'done'], ['Cy', 'left']]);
  expect(cases[0]).toMatchObject({ ratings: [{ personName: 'Bo' }], pairs: null });
  await expect(rate(calibrationId, ruled.rulingId, cy, '1000')).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
});
