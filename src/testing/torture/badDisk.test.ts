import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { DeskError } from '../../core/fault.ts';
import { makeFailingSync, mountSmallDisk } from './badDisk.ts';
import type { Tools } from './mediator.ts';
import { openRig, type Rig } from './rig.ts';
import { workOff } from './work.ts';

const disk = mountSmallDisk(24);
const sync = makeFailingSync();
const skipped = (made: object | string) => (typeof made === 'string' ? ` (skipped: ${made})` : '');
let rig: Rig | undefined;
afterEach(() => rig?.remove());
afterAll(() => {
  if (typeof disk !== 'string') disk.remove();
  if (typeof sync !== 'string') sync.remove();
});

/** Works like a person: told that the disk is at fault, tries the same again. `faults` gets what was said. */
function patiently(ask: Tools['ask'], faults: DeskError[]): Tools['ask'] {
  return async (...call) => {
    for (;;) {
      try {
        return await ask(...call);
      } catch (error) {
        if (!(error instanceof DeskError) || (error.code !== 'DISK_FULL' && error.code !== 'INTERNAL')) throw error;
        faults.push(error);
        await pause(50);
      }
    }
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 2_000) throw new Error('It never came to that.');
    await pause(20);
  }
}

/** Lets people work in the rig with a disk that turns bad when a few cases are done; what they were told, and what came of it. */
async function work(given: Rig, turnBad: (faults: DeskError[]) => Promise<void>) {
  const faults: DeskError[] = [];
  const working = workOff({ ...given, ask: patiently(given.desk.ask, faults), kills: 0 });
  await until(() => given.work.ended >= 3);
  await turnBad(faults);
  await working;
  return { faults, outcome: await given.finish() };
}

describe('a desk whose disk turns bad', () => {
  it.skipIf(typeof disk === 'string')(`says in words that it is full, keeps all that it acknowledged, pays nothing twice and goes on when there is room${skipped(disk)}`, async () => {
    if (typeof disk === 'string') return;
    const given = (rig = await openRig({ rulings: 12, seed: 5, dataDir: join(disk.path, 'desk') }));
    const { faults, outcome } = await work(given, async (heard) => {
      disk.fill();
      await until(() => heard.length >= 5);
      // Dead on the full disk: it opens again, or says in the same words why it cannot.
      await given.desk.kill();
      await Promise.race([given.desk.opened(), until(() => given.trouble.some((words) => words.startsWith('The desk refused: The disk is full.')))]);
      disk.makeRoom();
    });
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['DISK_FULL']));
    expect(faults[0]?.message).toMatch(/^The disk is full\. Nothing of this step was kept, everything before it is safe/);
    expect(outcome.found).toEqual([]);
    expect(outcome.desk.log.ok).toBe(true);
    expect(outcome.desk.rulings.filter(({ state }) => state === 'effective').length).toBeGreaterThanOrEqual(10);
  }, 180_000);

  it.skipIf(typeof sync === 'string')(`loses nothing acknowledged and pays nothing twice when syncs fail, also when it dies of it${skipped(sync)}`, async () => {
    if (typeof sync === 'string') return;
    const given = (rig = await openRig({ rulings: 12, seed: 6, env: sync.env }));
    const { faults, outcome } = await work(given, async (heard) => {
      for (let round = 1; round <= 3; round += 1) {
        sync.on();
        await until(() => heard.length >= 3 * round || given.work.ended === given.plans.length);
        // A commit that failed may still be on the disk: only the next start shows it.
        await given.desk.kill();
        sync.off();
        await given.desk.opened();
        await pause(200);
      }
    });
    expect(faults.length).toBeGreaterThan(0);
    expect(outcome.found).toEqual([]);
    expect(outcome.desk.log.ok).toBe(true);
  }, 180_000);
});
