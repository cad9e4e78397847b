import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { job } from '../db/schema/job.ts';
import { letter } from '../db/schema/letter.ts';
import type { ClaimedJob } from '../jobs/runner.ts';
import { letterHandlers } from '../letters/methods.ts';
import { sendingKey } from '../letters/post.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { stageRuling } from './stage.ts';
import { takeEffect } from './takeEffect.ts';

let temp: TempDesk;

beforeEach(async () => {
  temp = await openTempDesk();
  const dana = await temp.seat('Dana');
  const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
  temp.clock.now += 15_000;
  await temp.runDueJobs({ 'ruling.takeEffect': takeEffect });
});
afterEach(() => temp.close());

async function first() {
  const [row] = await temp.desk.db.select().from(letter);
  if (!row) throw new Error('no letter');
  return row;
}

async function run(attempts = 1): Promise<void> {
  const { letterId } = await first();
  await sendLetter({ letterId }, { desk: temp.desk, signal: new AbortController().signal, progress: async () => {} }, { attempts, maxAttempts: 8 } as ClaimedJob);
}

describe('letter.send', () => {
  it('sends a letter once, however often it runs, as it was written', async () => {
    await run();
    const { sentAt, letterId, subject, body } = await first();
    temp.clock.now += 1;
    await run();
    expect(await first()).toMatchObject({ state: 'sent', sentAt });
    expect(temp.gateway.letters.get(letterId)).toMatchObject({ subject, body });
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('stays planned while tries are left, is failed after the last, and can still be sent then', async () => {
    temp.gateway.failing = 'before';
    await expect(run(7)).rejects.toThrow();
    expect((await first()).state).toBe('planned');
    await expect(run(8)).rejects.toThrow();
    expect((await first()).state).toBe('failed');
    temp.gateway.failing = 'no';
    await run(1);
    expect(await first()).toMatchObject({ state: 'sent', sentAt: temp.clock.now });
  });

  it('says why a letter that is still tried has not gone out, and when it is tried again', async () => {
    const { letterId, caseId } = await first();
    const ofCase = async () => (await letterHandlers['letters.ofCase'](temp.desk, { caseId }, await temp.seat('Dana'))).find((one) => one.letterId === letterId);
    expect((await ofCase())?.retry).toBeUndefined();
    const nextTryAt = temp.clock.now + 4_000;
    await temp.desk.write((tx) => tx.update(job).set({ attempts: 1, error: 'The line is down.', runAfter: nextTryAt }).where(eq(job.uniqueKey, sendingKey(letterId))));
    expect((await ofCase())?.retry).toEqual({ error: 'The line is down.', isAtWork: false, nextTryAt });
    await run();
    expect((await ofCase())?.retry).toBeUndefined();
  });
});
