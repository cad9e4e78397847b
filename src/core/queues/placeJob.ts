import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { setTimeout as pause } from 'node:timers/promises';
import type { Placing } from '../../contract/queues.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { setting } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { waitingByQueue } from './counts.ts';
import { placeColumns } from './place.ts';
import { changePlan, endPlacing, readPlan } from './plan.ts';
import { batchSize, movedBy, writePlaces } from './reweigh.ts';

/** How far the walk over all waiting cases is: they are taken by their numbers. */
type Walk = Placing & { planId: string; after: number };
const walkSetting = 'queuePlacing';
/** Between two writes, so that whoever is at work comes first. */
const breathMs = 10;
/** Progress is told after so many writes: each time the lists are fetched again. */
const batchesTold = 200;

/** Changes the plan and has every waiting case placed by it, in the transaction of what changed it. */
export async function placeAll(tx: Tx, why: Placing['why']): Promise<Placing> {
  const planId = await changePlan(tx, true);
  const total = [...(await waitingByQueue(tx)).values()].reduce((sum, count) => sum + count, 0);
  const walk: Walk = { planId, why, after: 0, done: 0, total, startedAt: tx.now };
  await keepWalk(tx, walk);
  const words = why === 'weights' ? 'Waiting cases are weighed anew' : 'Waiting cases are put into their queues';
  await enqueue(tx, { kind: 'queues.place', words, payload: { planId }, uniqueKey: `queues.place:${planId}` });
  tx.emit({ type: 'queue.changed' });
  tx.emit({ type: 'settings.changed' });
  return toPlacing(walk);
}

/** Changes the plan where no case comes to stand elsewhere by it; a walk that is under way begins anew, because it was another plan's. */
export async function changeServing(tx: Tx): Promise<void> {
  const walk = await readWalk(tx);
  if (walk) return void (await placeAll(tx, walk.why));
  await changePlan(tx, false);
  tx.emit({ type: 'queue.changed' });
  tx.emit({ type: 'settings.changed' });
}

/** How far placing is; null when every case stands where it belongs. */
export async function readPlacing(db: Db): Promise<Placing | null> {
  const walk = await readWalk(db);
  return walk && toPlacing(walk);
}

/** Job `queues.place`: walks over all waiting cases, a batch a transaction; goes on where it was after a crash, and ends when a newer plan has its own. */
export const placeCases: JobHandler = async (payload, { desk, signal, progress }) => {
  const planId = String(payload['planId']);
  for (let batches = 1; ; batches += 1) {
    signal.throwIfAborted();
    const walk = await desk.write((tx) => placeBatch(tx, planId));
    if (walk === null) break;
    if (batches % batchesTold === 0) {
      await progress(Math.min(99, (100 * walk.done) / Math.max(1, walk.total)));
      desk.events.emit({ type: 'queue.changed' });
    }
    await pause(breathMs);
  }
  desk.events.emit({ type: 'queue.changed' });
  desk.events.emit({ type: 'settings.changed' });
};

/** Places the next batch; null when nothing is left to place by this plan. */
async function placeBatch(tx: Tx, planId: string): Promise<Walk | null> {
  const plan = await readPlan(tx);
  const walk = await readWalk(tx);
  if (plan.id !== planId || walk?.planId !== planId) return null;
  const rows = await tx
    .select({ ...placeColumns, number: disputeCase.number })
    .from(disputeCase)
    .where(and(sql`${disputeCase.state} = 'queued'`, gt(disputeCase.number, walk.after)))
    .orderBy(asc(disputeCase.number))
    .limit(batchSize);
  await writePlaces(tx, movedBy(plan, rows, tx.now));
  const last = rows.at(-1);
  if (last === undefined || rows.length < batchSize) {
    await endPlacing(tx, planId);
    await tx.delete(setting).where(eq(setting.name, walkSetting));
    return null;
  }
  const next = { ...walk, after: last.number, done: walk.done + rows.length };
  await keepWalk(tx, next);
  return next;
}

async function readWalk(db: Db): Promise<Walk | null> {
  const [found] = await db.select({ value: setting.value }).from(setting).where(eq(setting.name, walkSetting));
  return found ? (found.value as Walk) : null;
}

async function keepWalk(tx: Tx, value: Walk): Promise<void> {
  await tx.insert(setting).values({ name: walkSetting, value }).onConflictDoUpdate({ target: setting.name, set: { value } });
}

function toPlacing({ why, done, total, startedAt }: Walk): Placing {
  return { why, done, total, startedAt };
}
