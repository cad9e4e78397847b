import { and, lte, sql } from 'drizzle-orm';
import type { OutputOf } from '../contract/methods.ts';
import { append } from './audit/append.ts';
import { isWord } from './db/literal.ts';
import type { Db } from './db/open.ts';
import type { Desk } from './desk.ts';
import { disputeCase } from './db/schema/disputeCase.ts';
import { job } from './db/schema/job.ts';
import { ruling } from './db/schema/ruling.ts';
import { fillDemo, stopDemo } from './demo.ts';
import { DeskError } from './fault.ts';
import { isCutOff } from './feed/health.ts';
import type { Handlers } from './handlers.ts';
import { countJobs } from './jobs/methods.ts';
import { countOpen } from './refunds/reconcile/read.ts';
import { countStuck } from './refunds/payoutList.ts';
import { listHeld } from './rulings/approvalMethods.ts';
import { readSample } from './people/sample.ts';
import { idleMinutes, keepIdleMinutes, keepUndoSeconds, undoWindowMs } from './settings.ts';
import { version } from './version.ts';

export const deskHandlers: Pick<Handlers, 'desk.status' | 'desk.fillDemo' | 'desk.stopDemo' | 'settings.get' | 'settings.set'> = {
  'desk.status': async (desk, _input, by) => {
    const { running, failed } = await countJobs(desk.db);
    // Ends of leases, of undo windows and of times to answer lie ahead: they are no work that waits.
    const waiting = Number(await desk.db.$count(job, and(isWord(job.state, 'waiting'), lte(job.runAfter, desk.clock()))));
    return {
      version,
      dataDir: desk.dataDir,
      isEncrypted: desk.isEncrypted,
      mode: desk.mode,
      undoWindowMs: await undoWindowMs(desk, desk.db),
      cases: await countCases(desk.db),
      // In the words of the index over what is open.
      staged: Number(await desk.db.$count(ruling, sql`state in ('staged', 'held') and state = 'staged'`)),
      held: (await listHeld(desk.db, by, desk.clock())).filter((one) => one.whyNot === null).length,
      jobs: { running, waiting, failed },
      differences: await countOpen(desk.db, by),
      stuckPayouts: await countStuck(desk.db, by),
      recovered: desk.recovered ?? null,
      isCutOff: await isCutOff(desk),
    };
  },

  'desk.fillDemo': async (desk, input, by) => {
    const mayHave = by.role === 'admin' || Number(await desk.db.$count(disputeCase)) === 0 || (await readSample(desk.db)) !== null;
    if (!mayHave) {
      throw new DeskError('NOT_ALLOWED_NOW', 'The sample docket only goes into an empty desk; this one has cases.');
    }
    return fillDemo(desk, input);
  },

  'desk.stopDemo': async (desk) => {
    stopDemo(desk);
    return {};
  },

  'settings.get': (desk) => readSettings(desk, desk.db),

  'settings.set': (desk, input, by) =>
    desk.write(async (tx) => {
      const { undoSeconds, idleMinutes: minutes } = input;
      if (undoSeconds !== undefined) {
        await keepUndoSeconds(tx, undoSeconds);
        await append(tx, { by, action: 'settings.changed', subject: 'settings:undoSeconds', words: `${by.name} set the undo window to ${undoSeconds} s`, data: { undoSeconds } });
      }
      if (minutes !== undefined) {
        await keepIdleMinutes(tx, minutes);
        await append(tx, { by, action: 'settings.changed', subject: 'settings:idleMinutes', words: `${by.name} had windows lock themselves after ${minutes} min`, data: { idleMinutes: minutes } });
      }
      tx.emit({ type: 'settings.changed' });
      return readSettings(desk, tx);
    }),
};

/** All cases, as the kept counters say. */
async function countCases(db: Db): Promise<number> {
  const [row] = await db.all<{ cases: bigint | null }>(sql`select sum(cases) as cases from case_tally`);
  return Number(row?.cases ?? 0);
}

async function readSettings(desk: Desk, db: Db): Promise<OutputOf<'settings.get'>> {
  return { undoSeconds: Math.round((await undoWindowMs(desk, db)) / 1_000), idleMinutes: await idleMinutes(db) };
}
