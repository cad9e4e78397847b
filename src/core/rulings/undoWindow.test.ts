import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { rulingHandlers } from './methods.ts';
import { takeEffect } from './takeEffect.ts';

let temp: TempDesk;
afterEach(() => temp.close());

async function stage(undoMs: number) {
  temp = await openTempDesk({ defaultUndoWindowMs: undoMs });
  const dana = await temp.seat('Dana');
  const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  const summary = await rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
  return { dana, summary };
}
const undo = (rulingId: string, by: SignedIn) => rulingHandlers['rulings.undo'](temp.desk, { requestId: randomUUID(), rulingId }, by);

describe('the undo window', () => {
  it('of no length lets a ruling take effect at once, with nothing to take back', async () => {
    const { dana, summary } = await stage(0);
    expect(summary.effectiveAt).toBe(summary.stagedAt);
    await expect(undo(summary.rulingId, dana)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
    expect(await temp.desk.db.select({ state: ruling.state }).from(ruling)).toEqual([{ state: 'effective' }]);
  });

  it('is not lost with the window of the person: another session of theirs lists what is staged and takes it back', async () => {
    const { summary } = await stage(60_000);
    const later = await temp.seat('Dana');
    expect((await rulingHandlers['rulings.staged'](temp.desk, {}, later)).map((one) => one.rulingId)).toEqual([summary.rulingId]);
    expect(await undo(summary.rulingId, later)).toMatchObject({ state: 'undone' });
  });
});
