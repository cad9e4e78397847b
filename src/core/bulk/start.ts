import { eq, sql } from 'drizzle-orm';
import type { Bulk } from '../../contract/bulk.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import { bulk } from '../db/schema/bulk.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { keptAnswer, once } from '../once.ts';
import { casesOf } from './casesOf.ts';
import { requireMayOrder, sayOrder } from './orders.ts';
import { loadBulk, toBulk } from './read.ts';

/** Begins a bulk: its cases stand there before the first is done, so that none is forgotten whatever happens. */
export async function startBulk(desk: Desk, input: ParsedInputOf<'bulk.start'>, by: SignedIn): Promise<Bulk> {
  // A retry after a lost answer finds other cases, or none, once the first has changed them.
  const earlier = await keptAnswer<Bulk>(desk.db, by, 'bulk.start', input);
  if (earlier) return earlier.value;
  await requireMayOrder(desk.db, input.order, by);
  const { caseIds } = await casesOf(desk.db, input.of, by, desk.clock());
  if (caseIds.length === 0) throw new DeskError('NOT_ALLOWED_NOW', 'The filter finds no case any more. Nothing was done.');
  return once(desk, by, 'bulk.start', input, async (tx) => {
    const bulkId = newId(tx.now);
    const words = await sayOrder(tx, input.order);
    const [row] = await tx.insert(bulk).values({ bulkId, personId: by.personId, personName: by.name, action: input.order.action, order: input.order, total: caseIds.length, startedAt: tx.now }).returning();
    if (!row) throw new Error('A bulk that was just begun is not there.');
    await tx.run(sql`insert into bulk_item (bulk_id, place, case_id, state) select ${bulkId}, key, value, 'waiting' from json_each(${JSON.stringify(caseIds)})`);
    const cases = caseIds.length === 1 ? '1 case' : `${caseIds.length.toLocaleString('en')} cases`;
    await enqueue(tx, { kind: 'bulk.run', words: `${words}, in ${cases}`, payload: { bulkId }, uniqueKey: `bulk.run:${bulkId}` });
    await append(tx, { by, action: 'bulk.started', subject: `bulk:${bulkId}`, words: `${by.name} began "${words}" in ${cases}`, data: { order: input.order, cases: caseIds.length } });
    tx.emit({ type: 'bulk.changed', bulkId });
    return toBulk(tx, row, by);
  });
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
