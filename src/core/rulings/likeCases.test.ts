import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NeutralCaseInput } from '../../contract/neutralCase.ts';
import type { RulingInput, RulingSummary } from '../../contract/rulings.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { precedent } from '../db/schema/precedent.ts';
import type { SignedIn } from '../desk.ts';
import { likeCases } from './likeCases.ts';
import { rulingHandlers } from './methods.ts';
import { takeEffect } from './takeEffect.ts';

let temp: TempDesk;
let dana: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
});
afterEach(() => temp.close());

const usd = (minor: string) => ({ minor, currency: 'USD' });
const watch = (words: string, change: Partial<NeutralCaseInput> = {}) => {
  const base = neutralCase();
  return neutralCase({ ...change, claims: base.claims.map((claim) => ({ ...claim, words })) });
};

async function stage(caseId: string, change: Partial<RulingInput> = {}, by = dana): Promise<RulingSummary> {
  const file = await takeCase(temp.desk, caseId, by);
  return rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId, expectedVersion: file.version, ruling: soundRuling(file, change) }, by);
}

async function decide(caseId: string, change: Partial<RulingInput> = {}, by = dana): Promise<RulingSummary> {
  const summary = await stage(caseId, change, by);
  temp.clock.now = summary.effectiveAt;
  expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
  return summary;
}

const percent = (value: string): Partial<RulingInput> => ({ basis: { by: 'percent', percent: value } });
const none: Partial<RulingInput> = { outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [], findings: [] };

describe('like cases', () => {
  it('counts only rulings in force: not staged, not taken back, never of the case itself', async () => {
    const own = await placeCase(temp.desk);
    await stage(await placeCase(temp.desk));
    const back = await stage(await placeCase(temp.desk));
    await rulingHandlers['rulings.undo'](temp.desk, { requestId: randomUUID(), rulingId: back.rulingId }, dana);
    expect(await likeCases(temp.desk.db, own, dana)).toMatchObject({ spread: null, rows: [] });
    const decided = await decide(await placeCase(temp.desk));
    const found = await likeCases(temp.desk.db, own, dana);
    expect(found.rows.map((row) => row.ruling.rulingId)).toContain(decided.rulingId);
    expect((await likeCases(temp.desk.db, decided.caseId, dana)).rows.some((row) => row.ruling.caseId === decided.caseId)).toBe(false);
  });

  it('keeps the last ruling of a case that was ruled on again after an appeal', async () => {
    const own = await placeCase(temp.desk);
    const first = await decide(await placeCase(temp.desk), percent('20'));
    // As an appeal does: the case waits again, the first ruling stays what it was.
    await temp.database.run(sql`update dispute_case set state = 'queued' where case_id = ${first.caseId}`);
    await temp.database.run(sql`update refund set state = 'cancelled' where ruling_id = ${first.rulingId}`);
    const second = await decide(first.caseId, percent('80'), await temp.seat('Olu'));
    const { rows, spread } = await likeCases(temp.desk.db, own, dana);
    expect(rows.map((row) => [row.ruling.rulingId, row.refundBp])).toEqual([[second.rulingId, 8_000]]);
    expect(spread).toMatchObject({ count: 1, median: 8_000 });
    expect(await temp.desk.db.all(sql`select count(*) as n from precedent_text`)).toEqual([{ n: 1n }]);
  });

  it('lets neither another reason nor a value beyond three times in', async () => {
    const own = await placeCase(temp.desk);
    const dear = neutralCase({ order: { id: 'dear', currency: 'USD', captured: usd('99900'), placedAt: '2026-05-01T08:00:00Z' }, items: [], claims: neutralCase().claims.map((claim) => ({ ...claim, amount: usd('99900') })) });
    await decide(await placeCase(temp.desk, dear));
    const other = neutralCase({ claims: neutralCase().claims.map((claim) => ({ ...claim, reason: 'defective' as const })) });
    await decide(await placeCase(temp.desk, other), { reason: 'defective', clauses: ['3.1'] });
    expect((await likeCases(temp.desk.db, own, dana)).spread).toBeNull();
  });

  it('puts the case with the same words first and says which they are', async () => {
    const own = await placeCase(temp.desk, watch('Das Armband ist beschädigt und zu kurz'));
    const near = await decide(await placeCase(temp.desk, watch('Armband beschädigt')));
    await decide(await placeCase(temp.desk, watch('Colour differs')));
    const { rows } = await likeCases(temp.desk.db, own, dana);
    expect(rows[0]?.ruling.rulingId).toBe(near.rulingId);
    expect(rows[0]?.because.join()).toContain('beschädigt');
    expect(rows[0]!.likeness).toBeGreaterThan(rows[1]!.likeness);
  });

  it('finds Chinese words, which are written without blanks', async () => {
    const own = await placeCase(temp.desk, watch('我收到的手表颜色不对'));
    await decide(await placeCase(temp.desk, watch('没有收到包裹')));
    const near = await decide(await placeCase(temp.desk, watch('手表的颜色是红色')));
    expect((await likeCases(temp.desk.db, own, dana)).rows[0]?.ruling.rulingId).toBe(near.rulingId);
  });

  it('takes signs of the search language in a claim as words, not as commands', async () => {
    await decide(await placeCase(temp.desk));
    const own = await placeCase(temp.desk, watch('red" OR words : * NEAR( ) AND "" -- \' ^ {x}'));
    expect((await likeCases(temp.desk.db, own, dana)).rows).toHaveLength(1);
  });

  it('says in the check that a refund lies outside the usual range, and lets it be staged all the same', async () => {
    for (const value of ['20', '25', '30', '30', '30']) await decide(await placeCase(temp.desk), percent(value));
    const caseId = await placeCase(temp.desk);
    const file = await takeCase(temp.desk, caseId, dana);
    const check = (change: Partial<RulingInput>) => rulingHandlers['rulings.check'](temp.desk, { caseId, draft: soundRuling(file, change) }, dana);
    const unusual = async (value: string) => (await check(percent(value))).hints.filter((one) => one.code === 'OUTSIDE_USUAL_RANGE');
    expect(await unusual('30')).toEqual([]);
    const outside = await check(percent('80'));
    expect((await unusual('80'))[0]?.message).toContain('20 % to 30 %');
    expect(outside.problems).toEqual([]);
    const now = await readCaseFile(temp.desk.db, caseId, dana, temp.clock.now);
    await rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId, expectedVersion: now.version, ruling: soundRuling(now, percent('80')) }, dana);
  });

  it('holds each decided case once, also without a refund', async () => {
    const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
    const findings = soundRuling(file).findings.map((finding) => ({ ...finding, result: 'not_established' as const }));
    const summary = await rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file, { ...none, findings }) }, dana);
    temp.clock.now = summary.effectiveAt;
    await temp.runDueJobs({ 'ruling.takeEffect': takeEffect });
    await temp.runDueJobs({ 'ruling.takeEffect': takeEffect });
    expect(await temp.desk.db.select().from(precedent)).toMatchObject([{ refundBp: 0, outcome: 'no_refund' }]);
  });
});
