import { desc, eq } from 'drizzle-orm';
import type { ImportReport } from '../../contract/intake.ts';
import { append } from '../audit/append.ts';
import { importRun } from '../db/schema/intake.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { once } from '../once.ts';
import type { Batches } from './batches.ts';
import type { GivenPath } from './collect.ts';
import { cancelImport } from './importJob.ts';

/** How many runs the list of imports shows. */
const shownRuns = 200;

function toReport({ paths, personName, ...run }: typeof importRun.$inferSelect): ImportReport {
  return { ...run, by: personName, words: sayNames(paths) };
}

/** What was handed in, for a line of a list: the first name, and how many more. */
function sayNames(given: readonly GivenPath[]): string {
  const [first] = given;
  const name = first?.name.split(/[\\/]/).findLast((part) => part !== '' && part !== '.') ?? 'a folder';
  return given.length > 1 ? `${name} and ${given.length - 1} more` : name;
}

/** The intake methods over the batches a shell handed in. */
export function createIntakeHandlers(batches: Batches): Pick<Handlers, 'intake.import' | 'intake.report' | 'intake.list' | 'intake.cancel'> {
  return {
    'intake.import': async (desk, input, by) => {
      const paths = await batches.pathsOf(input.batchId);
      return once(desk, by, 'intake.import', input, async (tx) => {
        const importId = newId(tx.now);
        await tx.insert(importRun).values({
          importId,
          personName: by.name,
          paths,
          state: 'running',
          done: 0,
          total: 0,
          cases: [],
          failed: [],
          startedAt: tx.now,
        });
        await enqueue(tx, { kind: 'intake.import', words: `Import of ${sayNames(paths)}`, payload: { importId, by }, maxAttempts: 2 });
        await append(tx, { by, action: 'import.started', subject: `import:${importId}`, words: `${by.name} handed in ${sayNames(paths)}`, data: { names: paths.map(({ name }) => name) } });
        return { importId };
      });
    },

    'intake.report': async (desk, input) => {
      const [run] = await desk.db.select().from(importRun).where(eq(importRun.importId, input.importId));
      if (!run) throw notFound('import', input.importId);
      return toReport(run);
    },

    'intake.list': async (desk) => {
      const runs = await desk.db.select().from(importRun).orderBy(desc(importRun.startedAt)).limit(shownRuns);
      return runs.map((run) => ({ ...toReport(run), caseCount: run.cases.length, failedCount: run.failed.length }));
    },

    'intake.cancel': async (_desk, input) => {
      if (!cancelImport(input.importId)) throw new DeskError('NOT_ALLOWED_NOW', 'This import is not running; there is nothing to stop.');
      return null;
    },
  };
}
