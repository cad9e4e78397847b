import { and, eq, gt } from 'drizzle-orm';
import { DateTime, IANAZone } from 'luxon';
import { CheckSchedule } from '../../../contract/reconciliation.ts';
import { job } from '../../db/schema/job.ts';
import { setting } from '../../db/schema/person.ts';
import type { Db } from '../../db/open.ts';
import type { Tx } from '../../db/write.ts';
import { lineAttempts } from '../../jobs/backoff.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { waitsWithKey } from '../../jobs/pending.ts';

/** Until somebody says otherwise: at night in most of the world's marketplaces, and the same moment everywhere. */
const usual: CheckSchedule = { hour: 3, timeZone: 'UTC' };
const settingName = 'ledgerCheck';
const daily = 'ledger.reconcile:daily:';

/** When the desk compares by itself. */
export async function readSchedule(db: Db): Promise<CheckSchedule> {
  const [found] = await db.select().from(setting).where(eq(setting.name, settingName));
  const parsed = CheckSchedule.safeParse(found?.value);
  return parsed.success ? parsed.data : usual;
}

/** Keeps when the desk compares by itself, and moves the check that waits for its hour. */
export async function keepSchedule(tx: Tx, schedule: CheckSchedule): Promise<void> {
  await tx.insert(setting).values({ name: settingName, value: schedule }).onConflictDoUpdate({ target: setting.name, set: { value: schedule } });
  const runAfter = nextMoment(schedule, tx.now);
  const moved = await tx.update(job).set({ runAfter }).where(isPlanned(tx.now)).returning({ jobId: job.jobId });
  for (const { jobId } of moved) tx.emit({ type: 'job.changed', jobId });
  if (moved.length === 0) await planNextCheck(tx);
}

/** Puts the next daily check in the queue unless it is there; done at each start and at the beginning of each daily check. */
export async function planNextCheck(tx: Tx): Promise<void> {
  if ((await nextCheckAt(tx, tx.now)) !== null) return;
  const runAfter = nextMoment(await readSchedule(tx), tx.now);
  await enqueue(tx, { kind: 'ledger.reconcile', words: 'Daily check of the ledger', payload: { isDaily: true }, uniqueKey: `${daily}${runAfter}`, runAfter, maxAttempts: lineAttempts });
}

/** When the next daily check begins; null when none is planned. */
export async function nextCheckAt(db: Db, now: number): Promise<number | null> {
  const [next] = await db.select({ runAfter: job.runAfter }).from(job).where(isPlanned(now)).orderBy(job.runAfter).limit(1);
  return next?.runAfter ?? null;
}

/** A daily check that waits for its hour, and not for another try. */
function isPlanned(now: number) {
  return and(waitsWithKey(daily), eq(job.attempts, 0), gt(job.runAfter, now));
}

/** The next moment (ms UTC) after now at which it is this hour in the zone; an hour that a change of clocks leaves out comes an hour later. */
export function nextMoment({ hour, timeZone }: CheckSchedule, now: number): number {
  const at = DateTime.fromMillis(now, { zone: IANAZone.isValidZone(timeZone) ? timeZone : 'UTC' }).startOf('day').set({ hour });
  return (at.toMillis() > now ? at : at.plus({ days: 1 }).set({ hour })).toMillis();
}
