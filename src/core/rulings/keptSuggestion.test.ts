import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { hashRow } from '../audit/rows.ts';
import { verifyLog } from '../audit/verify.ts';
import { rulingSuggestion } from '../db/schema/suggestion.ts';
import type { SignedIn } from '../desk.ts';
import { rulingHandlers as rulings } from './methods.ts';

let temp: TempDesk;
let dana: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
});
afterEach(() => temp.close());

/** A case whose seller accepts: the desk suggests a full refund against a return. */
async function stageAccepted() {
  const neutral = neutralCase();
  const caseId = await placeCase(temp.desk, { ...neutral, claims: neutral.claims.map((claim) => ({ ...claim, answers: [{ by: 'seller' as const, stance: 'accepts' as const, words: null, at: null }] })) });
  const file = await takeCase(temp.desk, caseId, dana);
  const check = await rulings['rulings.check'](temp.desk, { caseId, draft: {} }, dana);
  expect(check.suggestion).toMatchObject({ outcome: 'full_refund', withReturn: true, clauses: ['3.3'], policyVersion: '2026-01' });
  const staged = await rulings['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
  return { caseId, rulingId: staged.rulingId };
}

describe('the suggestion of a ruling', () => {
  it('is kept with the ruling and says whether it was followed, though the screen sent nothing of it', async () => {
    const { caseId, rulingId } = await stageAccepted();
    expect(await rulings['rulings.get'](temp.desk, { rulingId }, dana)).toMatchObject({ followed: 'no', suggestion: { outcome: 'full_refund', claims: [{ step: 'A-3' }] } });
    expect((await rulings['rulings.check'](temp.desk, { caseId, draft: {} }, dana)).suggestion).toBeNull();
  });

  it('is part of the ruling in the log, and is neither edited nor taken out', async () => {
    const { rulingId } = await stageAccepted();
    expect(await verifyLog(temp.desk.db)).toMatchObject({ firstBroken: null });
    await expect(temp.database.update(rulingSuggestion).set({ followed: 'yes' }).then()).rejects.toThrow();
    await expect(temp.database.delete(rulingSuggestion).then()).rejects.toThrow();
    const before = await hashRow(temp.desk.db, { table: 'ruling', id: rulingId });
    await temp.database.run('drop trigger ruling_suggestion_no_delete');
    await temp.database.delete(rulingSuggestion);
    // A ruling from before there were suggestions hashes as it did: nothing of them is in it.
    expect((await hashRow(temp.desk.db, { table: 'ruling', id: rulingId })).sha256).not.toBe(before.sha256);
    expect((await verifyLog(temp.desk.db)).firstBroken?.message).toMatch(/differs/);
  });
});
