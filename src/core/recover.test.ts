import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskStatus } from '../contract/desk.ts';
import { placeCase, soundRuling, takeCase } from '../testing/builders.ts';
import { createMemoryGateway } from '../testing/memoryGateway.ts';
import { openTempDesk, type TempDesk } from '../testing/tempDesk.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { createApp } from './app.ts';
import { auditEntry } from './db/schema/audit.ts';
import { job } from './db/schema/job.ts';
import { refund } from './db/schema/ruling.ts';
import { recover } from './recover.ts';
import { stageRuling } from './rulings/stage.ts';
import { takeEffect } from './rulings/takeEffect.ts';

let temp: TempDesk;
const killed = { name: 'the web shell', pid: 1, since: '2026-06-10T08:00:00.000Z' };

beforeEach(async () => {
  temp = await openTempDesk();
  const dana = await temp.seat('Dana');
  const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
  temp.clock.now += 15_000;
  expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
});
afterEach(() => temp.close());

const recoveries = () => temp.desk.db.select().from(auditEntry).where(eq(auditEntry.action, 'desk.recovered'));
const payoutJobs = () => temp.desk.db.select().from(job).where(eq(job.kind, 'refund.payOut'));

describe('what a start finds', () => {
  it('says nothing after a clean end', async () => {
    expect(await recover(temp.desk, null)).toBeNull();
    expect(await recoveries()).toEqual([]);
  });

  it('counts what was half done in one sentence, and keeps it in the log', async () => {
    await temp.database.update(refund).set({ state: 'sent' });
    await temp.database.update(job).set({ state: 'running' }).where(eq(job.kind, 'letter.send'));
    expect((await recover(temp.desk, killed))?.words).toBe('Found after an unclean end of the web shell (at work since 2026-06-10 08:00 UTC): 1 payout on its way (asked about again), 2 letters (sent, once).');
    expect(await recoveries()).toMatchObject([{ subject: 'desk:start' }]);
  });

  it('does not fill the log when nothing was half done', async () => {
    expect((await recover(temp.desk, killed))?.words).toBe('Nothing was left half done after an unclean end of the web shell (at work since 2026-06-10 08:00 UTC).');
    expect(await recoveries()).toEqual([]);
  });

  it('gives a payout a job again that lost its own, so that nothing agreed is forgotten, and a failed one can be tried again', async () => {
    for (const [state, waiting] of [['approved', 'waiting'], ['unknown', 'waiting'], ['failed', 'failed']] as const) {
      await temp.database.delete(job).where(eq(job.kind, 'refund.payOut'));
      await temp.database.update(refund).set({ state, error: state === 'failed' ? 'No funds.' : null });
      await recover(temp.desk, null);
      expect(await payoutJobs()).toMatchObject([{ state: waiting }]);
      await recover(temp.desk, null);
      expect(await payoutJobs()).toHaveLength(1);
    }
  });
});

it('finds the payout that a killed process had under way, asks about it, and pays once', async () => {
  const folder = await tempFolder();
  const dataDir = join(folder.path, 'data');
  await cp(temp.desk.dataDir, dataDir, { recursive: true });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'recoverChild.testing.ts'), dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const gateway = createMemoryGateway();
  const seat = { sessionId: 'x', name: 'Lena', role: 'lead' } as const;
  const options = { dataDir, key: new Uint8Array(32).fill(7), mode: 'write', holder: 'the next desk', seats: [seat] } as const;
  const status = async (core: Awaited<ReturnType<typeof createApp>>) => ((await core.handle('desk.status', {}, { sessionId: 'x' })) as { value: DeskStatus }).value;
  const core = await createApp(options, { gateway });
  try {
    expect((await status(core)).recovered?.words).toMatch(/^Found after an unclean end of the desk that is killed \(.*\): 1 payout on its way \(asked about again\)/);
    for (let tries = 0; gateway.payoutCalls === 0 && tries < 200; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    await core.close();
  }
  expect(gateway.payoutCalls).toBe(1);
  const after = await createApp(options, { gateway });
  expect((await status(after)).recovered).toBeNull();
  await after.close();
  await folder.remove();
}, 30_000);
