import { eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import type { TogetherPattern } from '../../contract/together.ts';
import { recordAppeal, ruleOn } from '../../testing/appealed.ts';
import { neutralCase, openAllExhibits, placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { leaseCase, loadCase } from '../cases/lease.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { conflictHandlers } from '../people/conflicts.ts';
import { limitHandlers } from '../people/limits.ts';
import { likeHandlers } from './likeMethods.ts';
import { takeEffect } from './takeEffect.ts';

let temp: TempDesk;
let dana: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
});
afterEach(() => temp.close());

const pattern = (change: Partial<TogetherPattern> = {}): TogetherPattern => ({
  outcome: 'partial_refund',
  withReturn: false,
  reason: 'wrong_item',
  percent: '50',
  bearers: [{ bearer: 'seller', percent: 100 }],
  findings: [{ reason: 'wrong_item', result: 'established', ground: { on: 'exhibits', of: 'buyer' }, words: null }],
  clauses: ['3.3'],
  reasons: 'The photos show another colour than the order.',
  ...change,
});

/** A queued case whose evidence Dana has opened. */
async function ready(neutral: NeutralCase = neutralCase()): Promise<string> {
  const caseId = await placeCase(temp.desk, neutral);
  await openAllExhibits(temp.desk, caseId, dana);
  return caseId;
}

const check = (caseIds: string[], of = pattern(), by = dana) => likeHandlers['rulings.checkTogether'](temp.desk, { pattern: of, caseIds }, by);
const undo = (togetherId: string, by = dana) => likeHandlers['rulings.undoTogether'](temp.desk, { requestId: randomUUID(), togetherId }, by);
async function stage(caseIds: string[], of = pattern(), requestId: string = randomUUID(), by = dana) {
  const cases = [];
  for (const caseId of caseIds) cases.push({ caseId, expectedVersion: (await loadCase(temp.desk.db, caseId)).version });
  return likeHandlers['rulings.stageTogether'](temp.desk, { requestId, pattern: of, cases }, by);
}
const count = async () => Number(await temp.desk.db.$count(ruling));
const stateOf = async (caseId: string) => (await loadCase(temp.desk.db, caseId)).state;

/** The one case refused: the preview says why, the staging refuses with the same sentence, and nothing of the case is kept. */
async function refusedOnly(caseId: string, words: string, of = pattern()): Promise<void> {
  const fine = await ready();
  const before = await loadCase(temp.desk.db, caseId);
  const ruled = await count();
  const { cases, totals } = await check([fine, caseId], of);
  expect(cases[0]?.problems).toEqual([]);
  expect(cases[1]?.problems.map(({ message }) => message).join(' ')).toContain(words);
  expect(totals).toEqual([{ minor: '3333', currency: 'USD' }]);
  const { results } = await stage([fine, caseId], of);
  expect(results.map((one) => one.ruling !== null)).toEqual([true, false]);
  expect(results[1]?.refusal).toContain(words);
  expect(await loadCase(temp.desk.db, caseId)).toEqual(before);
  expect(await count()).toBe(ruled + 1);
}

describe('ruling together', () => {
  it('stages a hundred cases with one pattern, each on its own exhibits, with an entry each and one for the pattern', async () => {
    const ids: string[] = [];
    for (let one = 0; one < 100; one += 1) ids.push(await ready());
    const preview = await check(ids);
    expect(preview.cases.every((one) => one.problems.length === 0 && one.amount?.minor === '3333')).toBe(true);
    expect(preview.totals).toEqual([{ minor: '333300', currency: 'USD' }]);
    const { togetherId, results } = await stage(ids);
    expect(results.filter((one) => one.ruling?.togetherId === togetherId && one.ruling.state === 'staged')).toHaveLength(100);
    const entries = await temp.desk.db.select().from(auditEntry);
    expect(entries.filter((entry) => entry.action === 'ruling.staged')).toHaveLength(100);
    expect(entries.filter((entry) => entry.action === 'ruling.togetherBegun')).toHaveLength(1);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
    for (const caseId of [ids[0]!, ids[99]!]) {
      const file = await readCaseFile(temp.desk.db, caseId, dana, temp.clock.now);
      const cited = await temp.desk.db.all<{ id: string }>(sql`select f.evidence_id as id from finding_exhibit f join ruling r on r.ruling_id = f.ruling_id where r.case_id = ${caseId}`);
      expect(cited).toEqual([{ id: file.exhibits.find((exhibit) => exhibit.side === 'buyer')?.evidenceId }]);
    }
  }, 60_000);

  it('leaves out a case with evidence the person has not opened, and names it', async () => {
    const unopened = await placeCase(temp.desk);
    expect((await check([unopened])).cases[0]?.unopened.map(({ label }) => label)).toEqual(['B-1', 'S-1']);
    await refusedOnly(unopened, 'you have not seen it yet');
  });

  it('leaves out a case somebody else works on, and never takes it from them', async () => {
    const held = await ready();
    const iris = await temp.seat('Iris');
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, held), iris));
    await refusedOnly(held, 'Iris is working on this case');
  });

  it('leaves out a case that waits for a party, although it could be claimed by itself', async () => {
    const waiting = await ready();
    await temp.database.run(sql`update dispute_case set state = 'waiting' where case_id = ${waiting}`);
    await refusedOnly(waiting, 'may still answer');
  });

  it('leaves out a case whose seller may still answer', async () => {
    const open = await ready(
      neutralCase({
        claims: neutralCase().claims.map((claim) => ({ ...claim, answers: [] })),
        evidence: neutralCase().evidence.filter((item) => item.side === 'buyer'),
        deadlines: [{ id: 'd', party: 'seller', action: 'answer', dueAt: '2026-06-20T08:00:00Z', isMandatory: true, from: 'rule' }],
      }),
    );
    await refusedOnly(open, 'may still answer until');
  });

  it('leaves out a case with a claim the pattern says nothing of', async () => {
    const two = neutralCase();
    const more = await ready(neutralCase({ claims: [...two.claims, { ...two.claims[0]!, id: 'claim-2', reason: 'missing_parts' }] }));
    await refusedOnly(more, 'has no finding');
  });

  it('would let rulings through together that a second person has to decide, one by one', async () => {
    await limitHandlers['people.setLimit'](temp.desk, { requestId: randomUUID(), holder: { personId: dana.personId }, currency: 'USD', minor: '5000' }, await temp.seat('Lea', 'lead'));
    const dear = await ready(neutralCase({ order: { id: 'dear', currency: 'USD', captured: { minor: '20000', currency: 'USD' } }, items: [] }));
    await refusedOnly(dear, 'USD 100.00 is above your limit of USD 50.00: rule on it alone, a second person decides.');
  });

  it('would let somebody rule among many on a party they have a conflict of interest with, and offer them the case', async () => {
    const own = await ready(neutralCase({ parties: [{ role: 'buyer', id: 'b' }, { role: 'seller', id: 'sister', displayName: 'Sister Store' }] }));
    await conflictHandlers['people.addConflict'](temp.desk, { requestId: randomUUID(), personId: null, party: { source: 'aliexpress', id: 'sister' }, partyName: 'Sister Store', words: 'My sister.', fromAt: null, untilAt: null }, dana);
    await refusedOnly(own, 'conflict of interest with the seller');
    const like = await likeHandlers['rulings.likeOpen'](temp.desk, { caseId: await ready() }, dana);
    expect(like.rows.map(({ caseId }) => caseId)).not.toContain(own);
  });

  it('would rule on an appeal without an own view of it, and offer it beside first rulings', async () => {
    const appealed = await ready();
    await ruleOn(temp, appealed, await temp.seat('Noor'));
    await recordAppeal(temp, appealed, dana);
    await openAllExhibits(temp.desk, appealed, dana);
    await refusedOnly(appealed, 'under appeal');
    const like = await likeHandlers['rulings.likeOpen'](temp.desk, { caseId: await ready() }, dana);
    expect(like.rows.map(({ caseId }) => caseId)).not.toContain(appealed);
  });

  it('leaves out a case in which a side did send what the pattern says is absent', async () => {
    const sent = await ready();
    const absent = pattern({ findings: [{ reason: 'wrong_item', result: 'established', ground: { on: 'absence', of: 'seller', words: 'The seller sent nothing on it.' }, words: null }] });
    const silent = await ready(neutralCase({ evidence: neutralCase().evidence.filter((item) => item.side === 'buyer') }));
    const { results } = await stage([sent, silent], absent);
    expect(results.map((one) => one.refusal?.includes('did send evidence on it (S-1)') ?? null)).toEqual([true, null]);
  });

  it('leaves out a ruled case, one that is gone, and one that changed since the preview', async () => {
    const [ruled, changed, fine] = [await ready(), await ready(), await ready()];
    await stage([ruled]);
    const cases = [
      { caseId: ruled, expectedVersion: (await loadCase(temp.desk.db, ruled)).version },
      { caseId: 'gone', expectedVersion: 1 },
      { caseId: changed, expectedVersion: 99 },
      { caseId: fine, expectedVersion: 1 },
    ];
    const { results } = await likeHandlers['rulings.stageTogether'](temp.desk, { requestId: randomUUID(), pattern: pattern(), cases }, dana);
    expect(results.map((one) => one.ruling !== null)).toEqual([false, false, false, true]);
    expect(results.map((one) => one.refusal ?? '').slice(0, 3)).toEqual([expect.stringContaining('staged already'), expect.stringContaining('no case'), expect.stringContaining('changed while')]);
    expect(await count()).toBe(2);
  });

  it('never pays more than was captured on an order that two of the cases share', async () => {
    const order = { id: 'shared', currency: 'USD', captured: { minor: '6665', currency: 'USD' }, placedAt: '2026-05-01T08:00:00Z' };
    const [first, second] = [await ready(neutralCase({ order })), await ready(neutralCase({ order }))];
    const { results } = await stage([first, second], pattern({ percent: '60' }));
    expect(results.map((one) => one.ruling !== null)).toEqual([true, false]);
    expect(results[1]?.refusal).toContain('The same order is also refunded');
  });

  it('goes on after a crash in the middle with the same request, and rules on no case twice', async () => {
    const ids = [await ready(), await ready(), await ready(), await ready()];
    const requestId = randomUUID();
    const cases = await Promise.all(ids.map(async (caseId) => ({ caseId, expectedVersion: (await loadCase(temp.desk.db, caseId)).version })));
    let writes = 0;
    const crashing = { ...temp.desk, write: ((change) => ((writes += 1) > 3 ? Promise.reject(new Error('power cut')) : temp.desk.write(change))) as typeof temp.desk.write };
    await expect(likeHandlers['rulings.stageTogether'](crashing, { requestId, pattern: pattern(), cases }, dana)).rejects.toThrow('power cut');
    expect(await count()).toBe(2);
    const again = await likeHandlers['rulings.stageTogether'](temp.desk, { requestId, pattern: pattern(), cases }, dana);
    expect(again.results.every((one) => one.ruling?.togetherId === again.togetherId)).toBe(true);
    expect(await count()).toBe(4);
    expect(await likeHandlers['rulings.stageTogether'](temp.desk, { requestId, pattern: pattern(), cases }, dana)).toEqual(again);
    expect(await count()).toBe(4);
    await expect(likeHandlers['rulings.stageTogether'](temp.desk, { requestId, pattern: pattern({ percent: '60' }), cases }, dana)).rejects.toThrow('used before');
  });

  it('takes all of them back at once, each case to its mediator again, with refunds cancelled', async () => {
    const ids = [await ready(), await ready(), await ready()];
    const { togetherId } = await stage(ids);
    await expect(undo(togetherId, await temp.seat('Iris'))).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    const { undone, kept } = await undo(togetherId);
    expect([undone.length, kept]).toEqual([3, []]);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['in_review', 'in_review', 'in_review']);
    expect(await temp.desk.db.all(sql`select distinct state from refund`)).toEqual([{ state: 'cancelled' }]);
    const { results } = await stage(ids, pattern({ percent: '40' }));
    expect(results.every((one) => one.ruling?.amount?.minor === '2666')).toBe(true);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('names those that took effect before they could be taken back, and takes back the rest', async () => {
    const ids = [await ready(), await ready()];
    const { togetherId, results } = await stage(ids);
    temp.clock.now += 20_000;
    await temp.database.update(ruling).set({ effectiveAt: temp.clock.now + 5_000 }).where(eq(ruling.rulingId, results[1]!.ruling!.rulingId));
    const failures = await temp.runDueJobs({ 'ruling.takeEffect': takeEffect });
    expect(failures).toHaveLength(1);
    const { undone, kept } = await undo(togetherId);
    expect(undone.map((one) => one.caseId)).toEqual([ids[1]]);
    expect(kept).toMatchObject([{ reference: results[0]?.reference }]);
  });
});

describe('like open cases', () => {
  it('lists queued cases of the same shape, and none that is held, waiting, faulty or of another reason', async () => {
    const own = await ready();
    const like = await placeCase(temp.desk);
    const held = await placeCase(temp.desk);
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, held), dana));
    await placeCase(temp.desk, neutralCase({ claims: neutralCase().claims.map((claim) => ({ ...claim, reason: 'defective' as const })) }));
    const claims = neutralCase().claims;
    await placeCase(temp.desk, neutralCase({ claims: [...claims, { ...claims[0]!, id: 'claim-2', reason: 'missing_parts' }] }));
    const { rows, shape } = await likeHandlers['rulings.likeOpen'](temp.desk, { caseId: own }, dana);
    expect([rows.map(({ caseId }) => caseId), shape]).toEqual([[like], ['wrong_item']]);
  });

  it('finds two claims in the other order, too', async () => {
    const [first] = neutralCase().claims;
    const two = (reasons: ('wrong_item' | 'missing_parts')[]) => neutralCase({ claims: reasons.map((reason, index) => ({ ...first!, id: `claim-${index}`, reason })) });
    const own = await placeCase(temp.desk, two(['wrong_item', 'missing_parts']));
    const like = await placeCase(temp.desk, two(['missing_parts', 'wrong_item']));
    await placeCase(temp.desk, two(['missing_parts', 'missing_parts']));
    const { rows } = await likeHandlers['rulings.likeOpen'](temp.desk, { caseId: own }, dana);
    expect(rows.map(({ caseId }) => caseId)).toEqual([like]);
  });
});
