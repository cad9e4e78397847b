import { asc, lte, sql } from 'drizzle-orm';
import { setTimeout as pause } from 'node:timers/promises';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import type { Desk } from '../desk.ts';
import { isSamePlace, placeColumns, placeOf, type Place, type Placed } from './place.ts';
import { readPlan } from './plan.ts';

/** Cases weighed in one write, 0.3 ms each: whoever asks for the next case meanwhile waits a few milliseconds. */
export const batchSize = 25;
/** Between two looks. */
const lookMs = 1_000;
/** While much is due, so many times as long as a write took the next one waits: whoever is at work comes first. */
const restPerWrite = 3;

export type Weigher = { /** Weighs what is due now; resolves when nothing is. */ sweep(): Promise<void>; stop(): Promise<void> };

/** Keeps the points of waiting cases right as time goes: each is weighed anew at the moment it said it would change. */
export function startWeighing(desk: Desk, report: (error: unknown) => void): Weigher {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();

  async function sweep(): Promise<void> {
    let hasMoved = false;
    for (let more = true; more && !isStopped; ) {
      const startedAt = performance.now();
      const { due, moved } = await weighDue(desk);
      hasMoved ||= moved > 0;
      more = due === batchSize;
      if (more) await pause(restPerWrite * (performance.now() - startedAt));
    }
    if (hasMoved) desk.events.emit({ type: 'queue.changed' });
  }

  const look = () => {
    running = sweep()
      .catch(report)
      .finally(() => {
        if (!isStopped) timer = setTimeout(look, lookMs).unref();
      });
  };
  look();
  return {
    sweep: () => running.then(sweep),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Weighs the cases whose points are due to change, longest due first, up to one batch. */
export async function weighDue(desk: Desk): Promise<{ due: number; moved: number }> {
  const [any] = await desk.db.select({ one: sql`1` }).from(disputeCase).where(lte(disputeCase.weighAt, desk.clock())).limit(1);
  // Read again where nothing else can be written: not every change of a case that moves it is a new version of it.
  return any ? desk.write(weighBatch) : { due: 0, moved: 0 };
}

async function weighBatch(tx: Tx): Promise<{ due: number; moved: number }> {
  const plan = await readPlan(tx);
  const due = await tx.select({ ...placeColumns, state: disputeCase.state }).from(disputeCase).where(lte(disputeCase.weighAt, tx.now)).orderBy(asc(disputeCase.weighAt)).limit(batchSize);
  const moved = [...movedBy(plan, due.filter(({ state }) => state === 'queued'), tx.now), ...due.filter(({ state }) => state !== 'queued').map((row) => ({ ...row, weighAt: null, isInItsQueue: true }))];
  await writePlaces(tx, moved);
  return { due: due.length, moved: moved.length };
}

/** A case with the place it comes to, and whether that is in the queue it stands in. */
export type Moved = Place & { caseId: string; isInItsQueue: boolean };

/**
 * Keeps the places of cases that were read in the same transaction. A statement writes every index that names a column it sets, whether its
 * value changes or not: as time goes hardly a case changes its queue, which ten indexes name, and three name its points.
 */
export async function writePlaces(tx: Tx, moved: readonly Moved[]): Promise<void> {
  await setPlaces(tx, moved.filter(({ isInItsQueue }) => isInItsQueue), ['priority', 'weigh_at']);
  await setPlaces(tx, moved.filter(({ isInItsQueue }) => !isInItsQueue), ['priority', 'weigh_at', 'queue_id']);
}

async function setPlaces(tx: Tx, moved: readonly Moved[], columns: readonly string[]): Promise<void> {
  if (moved.length === 0) return;
  const rows = JSON.stringify(moved.map(({ caseId, priority, weighAt, queueId }) => [caseId, priority, weighAt, queueId]));
  const values = sql.raw(columns.map((column, at) => `${column} = place.value ->> '$[${at + 1}]'`).join(', '));
  await tx.run(sql`update ${disputeCase} set ${values} from json_each(${rows}) as place where ${disputeCase.caseId} = place.value ->> '$[0]'`);
}

/** Of cases as they were read, those that stand elsewhere by a plan. Pure. */
export function movedBy(plan: Parameters<typeof placeOf>[0], rows: readonly (Placed & Place & { caseId: string })[], now: number): Moved[] {
  return rows.flatMap((row) => {
    const place = placeOf(plan, row, now);
    return isSamePlace(place, row) ? [] : [{ ...place, caseId: row.caseId, isInItsQueue: place.queueId === row.queueId }];
  });
}
