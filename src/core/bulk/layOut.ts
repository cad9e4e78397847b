import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import { bulk, bulkItem } from '../db/schema/bulk.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { othersFirst } from './casesOf.ts';

/** Cases laid out in one transaction: whoever claims a case meanwhile waits for no more than these. */
const atOnce = 250;

/** A bulk that is being laid out: it counts no case until it is begun, and until then nobody sees or runs it. */
type LaidOut = Pick<typeof bulk.$inferSelect, 'bulkId' | 'order'> & { caseIds: readonly string[]; by: SignedIn };

/** Lays out a bulk, all but its last cases, in small transactions. Returns what lays out the rest, in the transaction that begins it. */
export async function layOut(desk: Pick<Desk, 'write'>, given: LaidOut): Promise<(tx: Tx) => Promise<void>> {
  const last = Math.floor((given.caseIds.length - 1) / atOnce) * atOnce;
  for (let from = 0; from < last; from += atOnce) {
    await desk.write((tx) => layOutFrom(tx, given, from));
    await othersFirst();
  }
  return (tx) => layOutFrom(tx, given, last);
}

async function layOutFrom(tx: Tx, { bulkId, order, caseIds, by }: LaidOut, from: number): Promise<void> {
  if (from === 0) await tx.insert(bulk).values({ bulkId, personId: by.personId, personName: by.name, action: order.action, order, total: 0, startedAt: tx.now });
  const cases = JSON.stringify(caseIds.slice(from, from + atOnce));
  await tx.run(sql`insert into bulk_item (bulk_id, place, case_id, state) select ${bulkId}, key + ${from}, value, 'waiting' from json_each(${cases})`);
}

/** Takes away a bulk that was not begun. */
export async function takeAway(tx: Tx, bulkId: string): Promise<void> {
  const unbegun = and(eq(bulk.bulkId, bulkId), eq(bulk.total, 0));
  await tx.delete(bulkItem).where(inArray(bulkItem.bulkId, tx.select({ bulkId: bulk.bulkId }).from(bulk).where(unbegun)));
  await tx.delete(bulk).where(unbegun);
}

/** Takes away what a desk that died was laying out; `until` (ms UTC): what was begun later another desk may be laying out still. */
export async function takeAwayUnbegun(tx: Tx, until: number): Promise<void> {
  const left = await tx.select({ bulkId: bulk.bulkId }).from(bulk).where(and(eq(bulk.total, 0), lte(bulk.startedAt, until)));
  for (const { bulkId } of left) await takeAway(tx, bulkId);
}
