import { and, asc, eq, sql } from 'drizzle-orm';
import type { BulkItemState, BulkOrder } from '../../contract/bulk.ts';
import { append } from '../audit/append.ts';
import { timesOfAsk } from '../cases/answerTime.ts';
import { assignCase } from '../cases/assign.ts';
import { tagCase, untagCase } from '../cases/tagCase.ts';
import { isWord } from '../db/literal.ts';
import { bulk, bulkItem } from '../db/schema/bulk.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk, type SignedIn } from '../desk.ts';
import { DeskError, hasCode, sayError } from '../fault.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { askOne } from './askOne.ts';
import { othersFirst } from './casesOf.ts';
import { requireMayOrder, sayOrder } from './orders.ts';

type BulkRow = typeof bulk.$inferSelect;
type Item = { place: number; caseId: string };

/** Cases looked up at once, and cases between two words to screens. */
const ahead = 50;
const tellEvery = 20;

/**
 * Job `bulk.run`: one case after the other, each in a transaction of its own that also says what came of it, so that no crash does a case twice
 * or loses one. A disk that takes nothing stops it for a while; what the desk did not foresee fails its case alone.
 */
export const runBulk: JobHandler = async (payload, { desk, signal, progress }) => {
  const bulkId = String(payload['bulkId']);
  let told = 0;
  for (;;) {
    const [order] = await desk.db.select().from(bulk).where(eq(bulk.bulkId, bulkId));
    if (!order || order.finishedAt !== null) return;
    const items = await waitingItems(desk, bulkId);
    if (items.length === 0 || order.stoppedAt !== null) return finish(desk, order);
    for (const item of items) {
      signal.throwIfAborted();
      if ((await doOne(desk, order, item)) === 'stopped') break;
      await othersFirst();
    }
    const percent = Math.floor((100 * (items.at(-1)?.place ?? 0)) / order.total);
    if (percent >= told + 5) await progress((told = percent));
  }
};

function waitingItems(desk: Desk, bulkId: string): Promise<Item[]> {
  return desk.db.select({ place: bulkItem.place, caseId: bulkItem.caseId }).from(bulkItem).where(and(eq(bulkItem.bulkId, bulkId), sql`${bulkItem.state} = 'waiting'`)).orderBy(asc(bulkItem.place)).limit(ahead);
}

async function doOne(desk: Desk, order: BulkRow, item: Item): Promise<'stopped' | 'over'> {
  try {
    const work = await prepare(desk, order, item.caseId);
    return await desk.write(async (tx) => {
      if (await isStopped(tx, order.bulkId)) return 'stopped';
      if (await settle(tx, order, item, 'done', null)) await work(tx);
      return 'over';
    });
  } catch (error) {
    if (isOfDisk(error)) throw error;
    const state = error instanceof DeskError ? 'refused' : 'failed';
    const words = error instanceof DeskError ? error.message : `The desk failed at this case. Nothing of it was kept: ${sayError(error)}`;
    return desk.write(async (tx) => {
      if (await isStopped(tx, order.bulkId)) return 'stopped';
      await settle(tx, order, item, state, words.slice(0, 2_000).toWellFormed());
      return 'over';
    });
  }
}

/** The command for one case, by whoever began the bulk as they are at the desk now. */
async function prepare(desk: Desk, { bulkId, order, personId }: BulkRow, caseId: string): Promise<(tx: Tx) => Promise<unknown>> {
  const by = await starterOf(desk, bulkId, personId);
  await requireMayOrder(desk.db, order, by);
  if (order.action === 'ask') {
    const times = await timesOfAsk(desk.db, { caseId, to: order.to, dueAt: order.dueAt }, desk.clock());
    return (tx) => askOne(desk, tx, caseId, order, by, times, bulkId);
  }
  return (tx) => doByRow(tx, order, caseId, by);
}

function doByRow(tx: Tx, order: Exclude<BulkOrder, { action: 'ask' }>, caseId: string, by: SignedIn): Promise<unknown> {
  if (order.action === 'tag') return tagCase(tx, { caseId, tags: order.tags }, by);
  if (order.action === 'untag') return untagCase(tx, { caseId, tags: order.tags }, by);
  return assignCase(tx, { caseId, personId: order.personId }, by);
}

/** A session of its own: no case that the person holds in a window counts as held by the job. */
async function starterOf(desk: Desk, bulkId: string, personId: string): Promise<SignedIn> {
  const [found] = await desk.db.select({ personId: person.personId, name: person.name, role: person.role, isActive: person.isActive }).from(person).where(eq(person.personId, personId));
  if (!found?.isActive) throw new DeskError('NOT_PERMITTED', `${found?.name ?? 'Whoever began this'} does not work at this desk any more.`);
  return { personId, name: found.name, role: found.role, sessionId: `bulk:${bulkId}` };
}

/** Says what came of a case; false when that was said before. */
async function settle(tx: Tx, { bulkId, total }: Pick<BulkRow, 'bulkId' | 'total'>, { place }: Item, state: Exclude<BulkItemState, 'waiting'>, words: string | null): Promise<boolean> {
  const changed = await tx.update(bulkItem).set({ state, words }).where(and(eq(bulkItem.bulkId, bulkId), eq(bulkItem.place, place), isWord(bulkItem.state, 'waiting'))).returning({ place: bulkItem.place });
  if (changed.length === 0) return false;
  await tx.update(bulk).set({ [state]: sql`${bulk[state]} + 1` }).where(eq(bulk.bulkId, bulkId));
  if (place % tellEvery === 0 || place === total - 1) tx.emit({ type: 'bulk.changed', bulkId });
  return true;
}

async function isStopped(tx: Tx, bulkId: string): Promise<boolean> {
  const [found] = await tx.select({ stoppedAt: bulk.stoppedAt }).from(bulk).where(eq(bulk.bulkId, bulkId));
  return found?.stoppedAt !== null;
}

async function finish(desk: Desk, { bulkId, personName }: BulkRow): Promise<void> {
  await desk.write(async (tx) => {
    const [over] = await tx.update(bulk).set({ finishedAt: tx.now }).where(and(eq(bulk.bulkId, bulkId), sql`${bulk.finishedAt} is null`)).returning();
    if (!over) return;
    const left = over.total - over.done - over.refused - over.failed;
    const parts = [`${over.done} done`, ...(over.refused > 0 ? [`${over.refused} refused`] : []), ...(over.failed > 0 ? [`${over.failed} failed`] : []), ...(left > 0 ? [`${left} left undone`] : [])];
    const words = `"${await sayOrder(tx, over.order)}" by ${personName} ${over.stoppedAt === null ? 'is through' : 'was stopped'}: ${parts.join(', ')}`;
    await append(tx, { by: deskItself, action: 'bulk.ended', subject: `bulk:${bulkId}`, words, data: { done: over.done, refused: over.refused, failed: over.failed, left } });
    tx.emit({ type: 'bulk.changed', bulkId });
  });
}

function isOfDisk(error: unknown): boolean {
  return ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_BUSY', 'ENOSPC', 'EIO'].some((code) => hasCode(error, code));
}
