import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { letter } from '../db/schema/letter.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { stageRuling } from '../rulings/stage.ts';
import { takeEffect } from '../rulings/takeEffect.ts';
import { letterHandlers } from './methods.ts';
import { noteDelivery } from './noteDelivery.ts';
import { sendLetter } from './sendLetter.ts';

let temp: TempDesk;
let dana: Awaited<ReturnType<TempDesk['seat']>>;
let letterId = '';

beforeEach(async () => {
  letterId = '';
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
  temp.clock.now += 15_000;
  expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
  letterId = (await first()).letterId;
});
afterEach(() => temp.close());

async function first() {
  const [row] = await temp.desk.db.select().from(letter).where(letterId ? eq(letter.letterId, letterId) : undefined);
  if (!row) throw new Error('no letter');
  return row;
}

const send = () => temp.runDueJobs({ 'letter.send': sendLetter });
const note = (state: 'accepted' | 'delivered' | 'read' | 'failed', reason: string | null = null) => temp.desk.write((tx) => noteDelivery(tx, letterId, { state, at: temp.clock.now, reason }));
const steps = async () => (await temp.desk.db.select().from(auditEntry).where(eq(auditEntry.subject, `letter:${letterId}`))).map(({ action }) => action);

describe('how far a letter has come', () => {
  it('is kept once for each change, and what comes late never says less than is known', async () => {
    expect(await send()).toEqual([]);
    for (const state of ['delivered', 'delivered', 'read', 'delivered', 'accepted'] as const) await note(state);
    expect(await first()).toMatchObject({ state: 'sent', delivery: 'read', deliveryFault: null });
    expect(await steps()).toEqual(['letter.sent', 'letter.delivered', 'letter.read']);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('does not hide that nobody got it, and lets it be sent once more', async () => {
    await send();
    await note('failed', 'The mailbox is closed.');
    expect(await letterHandlers['letters.ofCase'](temp.desk, { caseId: (await first()).caseId }, dana)).toContainEqual(expect.objectContaining({ letterId, delivery: 'failed', deliveryFault: 'The mailbox is closed.' }));
    await letterHandlers['letters.resend'](temp.desk, { requestId: randomUUID(), letterId }, dana);
    expect(await send()).toEqual([]);
    expect(temp.gateway.letters.size).toBe(3);
    await note('delivered');
    expect(await first()).toMatchObject({ delivery: 'delivered', deliveryFault: null });
  });

  it('says nothing of a letter that the desk has not sent, or does not know', async () => {
    await note('read');
    expect(await first()).toMatchObject({ state: 'planned', delivery: null });
    await temp.desk.write((tx) => noteDelivery(tx, 'another desk', { state: 'read', at: 0, reason: null }));
  });

  it('gives up at once on a letter that the marketplace refuses, with its reason', async () => {
    temp.gateway.sendLetter = () => Promise.reject(new LineFault('refused', 'PARTY_GONE', 'The party has left.'));
    expect(await send()).toMatchObject([{ code: 'PARTY_GONE' }, { code: 'PARTY_GONE' }]);
    expect(await first()).toMatchObject({ state: 'failed', error: 'The party has left.' });
  });
});
