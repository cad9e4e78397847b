import { eq } from 'drizzle-orm';
import type { Bulk } from '../../contract/bulk.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import { bulk } from '../db/schema/bulk.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { keptAnswer, once } from '../once.ts';
import { casesOf } from './casesOf.ts';
import { requireMayOrder, sayOrder } from './orders.ts';
import { layOut, takeAway } from './layOut.ts';
import { loadBulk, toBulk, type BulkRow } from './read.ts';

/** Begins a bulk: its cases stand there before the first is done, so that none is forgotten whatever happens. They are written in small steps, and all begin at once or none. */
export async function startBulk(desk: Desk, input: ParsedInputOf<'bulk.start'>, by: SignedIn): Promise<Bulk> {
  // A retry after a lost answer finds other cases, or none, once the first has changed them.
  const earlier = await keptAnswer<Bulk>(desk.db, by, 'bulk.start', input);
  if (earlier) return earlier.value;
  await requireMayOrder(desk.db, input.order, by);
  const { caseIds } = await casesOf(desk.db, input.of, by, desk.clock());
  if (caseIds.length === 0) throw new DeskError('NOT_ALLOWED_NOW', 'The filter finds no case any more. Nothing was done.');
  const bulkId = newId(desk.clock());
  try {
    const layOutRest = await layOut(desk, { bulkId, order: input.order, caseIds, by });
    const begun = await once(desk, by, 'bulk.start', input, async (tx) => {
      await layOutRest(tx);
      return begin(tx, { bulkId, order: input.order, total: caseIds.length }, by);
    });
    // The same request was answered meanwhile, by another bulk.
    if (begun.bulkId !== bulkId) await desk.write((tx) => takeAway(tx, bulkId));
    return begun;
  } catch (error) {
    // After a fault of the disk nobody knows what is there: that is taken away at the next start.
    if (error instanceof DeskError) await desk.write((tx) => takeAway(tx, bulkId));
    throw error;
  }
}

async function begin(tx: Tx, { bulkId, order, total }: Pick<BulkRow, 'bulkId' | 'order' | 'total'>, by: SignedIn): Promise<Bulk> {
  const words = await sayOrder(tx, order);
  const [row] = await tx.update(bulk).set({ total, startedAt: tx.now }).where(eq(bulk.bulkId, bulkId)).returning();
  if (!row) throw new Error('A bulk that was just laid out is not there.');
  const cases = total === 1 ? '1 case' : `${total.toLocaleString('en')} cases`;
  await enqueue(tx, { kind: 'bulk.run', words: `${words}, in ${cases}`, payload: { bulkId }, uniqueKey: `bulk.run:${bulkId}` });
  await append(tx, { by, action: 'bulk.started', subject: `bulk:${bulkId}`, words: `${by.name} began "${words}" in ${cases}`, data: { order, cases: total } });
  tx.emit({ type: 'bulk.changed', bulkId });
  return toBulk(tx, row, by);
}

/** Stops a bulk: the case it is at is done, those after it are left as they are. Stopping again, or what is over, changes nothing. */
export async function stopBulk(desk: Desk, bulkId: string, by: SignedIn): Promise<Bulk> {
  return desk.write(async (tx) => {
    const row = await loadBulk(tx, bulkId, by);
    if (row.finishedAt !== null || row.stoppedAt !== null) return toBulk(tx, row, by);
    await tx.update(bulk).set({ stoppedAt: tx.now }).where(eq(bulk.bulkId, bulkId));
    await append(tx, { by, action: 'bulk.stopped', subject: `bulk:${bulkId}`, words: `${by.name} stopped "${await sayOrder(tx, row.order)}"` });
    tx.emit({ type: 'bulk.changed', bulkId });
    return toBulk(tx, { ...row, stoppedAt: tx.now }, by);
  });
}
