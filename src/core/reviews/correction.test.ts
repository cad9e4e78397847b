import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RulingInput } from '../../contract/rulings.ts';
import { recordAppeal, ruleOn } from '../../testing/appealed.ts';
import { answerIt, correctIt, reviewedBy, ruledCase } from '../../testing/reviewed.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { closeCase } from '../cases/closeCase.ts';
import { leaseCase, loadCase } from '../cases/lease.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { letter } from '../db/schema/letter.ts';
import { refund } from '../db/schema/ruling.ts';
import { correction } from '../db/schema/appeal.ts';
import type { SignedIn } from '../desk.ts';
import { reviewHandlers } from './reviewMethods.ts';

let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;
let lou: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  [ada, bo, lou] = [await temp.seat('Ada Mira'), await temp.seat('Bo'), await temp.seat('Lou', 'lead')];
});
afterEach(() => temp.close());

const answer = { result: 'changed' as const, newInformation: 'The packing photo shows the right watch.' };
const sum = (minor: number): Partial<RulingInput> => (minor === 0 ? { outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [] } : minor === 6665 ? { outcome: 'full_refund', basis: { by: 'full' } } : { outcome: 'partial_refund', basis: { by: 'sum', minor: String(minor) } });
const notEstablished = async (caseId: string, by: SignedIn) => ({ findings: (await readCaseFile(temp.desk.db, caseId, by, temp.clock.now)).claims.map((claim) => ({ claimId: claim.claimId, result: 'not_established' as const, exhibits: [], spots: [], absence: 'a photo', words: null })) });
/** What the buyer got and was asked back, of all rulings on a case. */
async function moved(caseId: string): Promise<{ paid: bigint; askedBack: bigint }> {
  const refunds = (await temp.desk.db.select().from(refund)).filter((one) => one.caseId === caseId && one.state === 'settled');
  const asked = (await temp.desk.db.select().from(correction)).filter((one) => one.caseId === caseId && one.state === 'sent');
  return { paid: refunds.reduce((all, one) => all + one.amountMinor, 0n), askedBack: asked.reduce((all, one) => all + one.buyerMinor, 0n) };
}

async function overturned(minor: number): Promise<{ caseId: string; reviewId: string }> {
  const first = await ruledCase(temp, ada, minor === 0 ? { ...sum(0), findings: [] } : sum(minor)).catch(() => null);
  if (!first) throw new Error('not ruled');
  const reviewId = await reviewedBy(temp, first.rulingId, lou);
  await answerIt(temp, reviewId, ada);
  return { caseId: first.caseId, reviewId };
}

it('would pay the whole amount a second time, or keep what was paid too much, when a correction orders another sum', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(1, 1234, 3333, 6664, 6665), fc.constantFrom(0, 1, 1234, 5000, 6665), async (before, after) => {
      fc.pre(before !== after);
      const { caseId, reviewId } = await overturned(before);
      await correctIt(temp, reviewId, lou);
      const change = after === 0 ? { ...sum(0), ...(await notEstablished(caseId, bo)) } : sum(after);
      await ruleOn(temp, caseId, bo, change, answer);
      const { paid, askedBack } = await moved(caseId);
      expect(paid - askedBack).toBe(BigInt(after));
      expect(paid <= 6665n).toBe(true);
      expect(await temp.desk.db.select().from(refund).then((rows) => rows.filter((one) => one.caseId === caseId).length)).toBe(after > before ? 2 : 1);
    }),
    { numRuns: 8 },
  );
  expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
}, 60_000);

it('would move money when a correction confirms the ruling after all', async () => {
  const { caseId, reviewId } = await overturned(3333);
  await correctIt(temp, reviewId, lou);
  await ruleOn(temp, caseId, bo, sum(3333), { ...answer, result: 'confirmed' });
  expect(await moved(caseId)).toEqual({ paid: 3333n, askedBack: 0n });
});

it('would give the case back to who ruled first, or show others the ruling before they noted a view', async () => {
  const { caseId, reviewId } = await overturned(3333);
  await correctIt(temp, reviewId, lou);
  const lease = (by: SignedIn) => temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, caseId), by));
  for (const barred of [ada, lou]) await expect(lease(barred)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  // Who judged it knows it, and reads on what became of their review.
  expect(await reviewHandlers['reviews.get'](temp.desk, { reviewId }, lou)).toMatchObject({ ruled: { summary: { rulingId: expect.any(String) as string } }, correction: { openedAt: temp.clock.now } });
  expect((await readCaseFile(temp.desk.db, caseId, lou, temp.clock.now)).appeal).toMatchObject({ isHidden: false });
  const third = await temp.seat('Nia', 'lead');
  await expect(reviewHandlers['reviews.get'](temp.desk, { reviewId }, third)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  expect(await lease(bo)).toMatchObject({ personId: bo.personId });
  expect(await readCaseFile(temp.desk.db, caseId, bo, temp.clock.now)).toMatchObject({ rulings: [], appeal: { by: 'platform', how: 'review', isHidden: true, newInformation: expect.stringContaining('was not weighed') as string } });
});

it('would say to a party that the other side appealed, or leave one of them without a letter that says why', async () => {
  const { caseId, reviewId } = await overturned(3333);
  await correctIt(temp, reviewId, lou);
  const letters = (await temp.desk.db.select().from(letter)).filter((one) => one.caseId === caseId && one.kind === 'appeal');
  expect(letters.map(({ to }) => to).sort()).toEqual(['buyer', 'seller']);
  for (const { body, subject } of letters) {
    expect(body).toContain('was not weighed');
    expect(`${subject} ${body}`).not.toMatch(/Widerspruch im|Verkäuferseite|相手方|undefined|Lou|Ada Mira/);
  }
  await ruleOn(temp, caseId, bo, sum(5000), answer);
  const ruled = (await temp.desk.db.select().from(letter)).filter((one) => one.caseId === caseId && one.kind === 'ruling' && one.to === 'buyer');
  expect(ruled.at(-1)?.body).toContain('DIE BERICHTIGUNG');
});

it('would use up the appeal of a party, so that nobody could appeal against what a correction decided', async () => {
  const { caseId, reviewId } = await overturned(3333);
  await correctIt(temp, reviewId, lou);
  await ruleOn(temp, caseId, bo, sum(5000), answer);
  for (const side of ['buyer', 'seller'] as const) {
    expect(await recordAppeal(temp, caseId, bo, side)).toMatchObject({ by: side });
    await ruleOn(temp, caseId, side === 'buyer' ? await temp.seat('Cy') : await temp.seat('Di'), sum(5000), { ...answer, result: 'confirmed' });
  }
});

it('would leave a case that is final closed, or keep it among those that left the desk when it is opened again', async () => {
  const { caseId, reviewId } = await overturned(3333);
  temp.clock.now += 30 * 86_400_000;
  expect(await temp.runDueJobs({ 'case.close': closeCase })).toEqual([]);
  expect(await readCaseFile(temp.desk.db, caseId, lou, temp.clock.now)).toMatchObject({ state: 'closed', exit: { as: 'final' } });
  await correctIt(temp, reviewId, lou);
  expect(await readCaseFile(temp.desk.db, caseId, ada, temp.clock.now)).toMatchObject({ state: 'queued', exit: null });
  await ruleOn(temp, caseId, bo, sum(6665), answer);
  expect(await moved(caseId)).toEqual({ paid: 6665n, askedBack: 0n });
});

it('would open a correction of a case that is over at its source, where no money can be made right, or of a ruling that an appeal replaced', async () => {
  const { caseId, reviewId } = await overturned(3333);
  await temp.desk.write((tx) => tx.update(disputeCase).set({ endedOutside: { as: 'at_source', at: tx.now, words: null } as never }));
  await expect(correctIt(temp, reviewId, lou)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', message: expect.stringContaining('over at its source') as string });
  expect(await reviewHandlers['reviews.get'](temp.desk, { reviewId }, lou)).toMatchObject({ correction: { mayOpen: false, whyNot: expect.stringContaining('over at its source') as string } });
  await temp.desk.write((tx) => tx.update(disputeCase).set({ endedOutside: null }));
  await recordAppeal(temp, caseId, bo);
  await expect(correctIt(temp, reviewId, lou)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  await ruleOn(temp, caseId, bo, sum(5000), answer);
  await expect(correctIt(temp, reviewId, lou)).rejects.toMatchObject({ message: expect.stringContaining('later ruling') as string });
});
