import { and, eq, lte } from 'drizzle-orm';
import { append } from './audit/append.ts';
import { disputeCase } from './db/schema/disputeCase.ts';
import { job } from './db/schema/job.ts';
import { ruling } from './db/schema/ruling.ts';
import { fillDemo } from './demo.ts';
import { DeskError } from './fault.ts';
import { isCutOff } from './feed/health.ts';
import type { Handlers } from './handlers.ts';
import { countJobs } from './jobs/methods.ts';
import { countOpen } from './refunds/reconcile/read.ts';
import { countStuck } from './refunds/payoutList.ts';
import { listHeld } from './rulings/approvalMethods.ts';
import { keepUndoSeconds, undoWindowMs } from './settings.ts';
import { version } from './version.ts';

export const deskHandlers: Pick<Handlers, 'desk.status' | 'desk.fillDemo' | 'settings.get' | 'settings.set'> = {
  'desk.status': async (desk, _input, visitor) => {
    const { running, failed } = await countJobs(desk.db);
    // Ends of leases, of undo windows and of times to answer lie ahead: they are no work that waits.
    const waiting = Number(await desk.db.$count(job, and(eq(job.state, 'waiting'), lte(job.runAfter, desk.clock()))));
    const by = visitor.person ? { ...visitor.person, sessionId: visitor.sessionId } : null;
    return {
      version,
      dataDir: desk.dataDir,
      isEncrypted: desk.isEncrypted,
      mode: desk.mode,
      undoWindowMs: await undoWindowMs(desk, desk.db),
      cases: Number(await desk.db.$count(disputeCase)),
      staged: Number(await desk.db.$count(ruling, eq(ruling.state, 'staged'))),
      held: by ? (await listHeld(desk.db, by, desk.clock())).filter((one) => one.whyNot === null).length : 0,
      jobs: { running, waiting, failed },
      differences: by ? await countOpen(desk.db, by) : 0,
      stuckPayouts: by ? await countStuck(desk.db, by) : 0,
      recovered: desk.recovered ?? null,
      isCutOff: await isCutOff(desk),
    };
  },

  'desk.fillDemo': async (desk, input, visitor) => {
    const isEmpty = Number(await desk.db.$count(disputeCase)) === 0;
    if (!isEmpty && visitor.person?.role !== 'admin') {
      throw new DeskError('NOT_ALLOWED_NOW', 'The sample docket only goes into an empty desk; this one has cases.');
    }
    return fillDemo(desk, input);
  },

  'settings.get': async (desk) => ({ undoSeconds: Math.round((await undoWindowMs(desk, desk.db)) / 1_000) }),

  'settings.set': (desk, input, by) =>
    desk.write(async (tx) => {
      await keepUndoSeconds(tx, input.undoSeconds);
      await append(tx, { by, action: 'settings.changed', subject: 'settings:undoSeconds', words: `${by.name} set the undo window to ${input.undoSeconds} s`, data: input });
      tx.emit({ type: 'settings.changed' });
      return input;
    }),
};
