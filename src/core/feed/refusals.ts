import { and, asc, count, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { FeedThing } from '../../contract/feed.ts';
import { feedRefusal } from '../db/schema/feed.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';
import { cutText } from '../intake/bundle/cutText.ts';
import type { FeedRefused } from './refused.ts';

/** Something of a marketplace that the desk fetches; `about` is its id or key there. */
export type Thing = { thing: FeedThing; about: string; disputeId: string };

/** Refusals that are remembered; the oldest of those that nobody waits for goes first. */
const mostRemembered = 2_000;
/** Most things that are tried again by themselves; the feed stops rather than lose one. */
export const mostAside = 500;
const longestRetryMs = 6 * 60 * 60_000;
/** Tries, for about a week; then it waits for a person, so that what never comes does not take the room of everything else. */
const mostTimes = 35;

/** Keeps what was refused and why; what fails again is tried again after twice the time, at most every six hours. */
export async function noteRefusal(tx: Tx, line: string, { thing, about, disputeId }: Thing, { code, message, retryMs }: Pick<FeedRefused, 'code' | 'message' | 'retryMs'>): Promise<void> {
  const [known] = await tx.select().from(feedRefusal).where(whereThing(line, { thing, about }));
  const times = (known?.times ?? 0) + 1;
  const tryAt = retryMs === null || times >= mostTimes ? null : tx.now + Math.min(longestRetryMs, retryMs * 2 ** Math.min(20, times - 1));
  const told = { code: cutText(code, 100), words: cutText(message, 2_000), lastAt: tx.now, times, tryAt };
  if (known) return void (await tx.update(feedRefusal).set(told).where(eq(feedRefusal.refusalId, known.refusalId)));
  await tx.insert(feedRefusal).values({ refusalId: newId(tx.now), line, thing, about, disputeId, firstAt: tx.now, ...told });
  const spare = Number(await tx.$count(feedRefusal)) - mostRemembered;
  if (spare <= 0) return;
  const oldest = tx.select({ id: feedRefusal.refusalId }).from(feedRefusal).where(isNull(feedRefusal.tryAt)).orderBy(asc(feedRefusal.lastAt)).limit(spare);
  await tx.delete(feedRefusal).where(inArray(feedRefusal.refusalId, oldest));
}

/** Forgets a refusal of something that was taken in meanwhile. */
export async function clearRefusal(tx: Tx, line: string, one: Pick<Thing, 'thing' | 'about'>): Promise<void> {
  await tx.delete(feedRefusal).where(whereThing(line, one));
}

/** What is to be tried again now, longest due first. */
export async function dueAgain(db: Db, line: string, now: number, most: number): Promise<Thing[]> {
  return db
    .select({ thing: feedRefusal.thing, about: feedRefusal.about, disputeId: feedRefusal.disputeId })
    .from(feedRefusal)
    .where(and(eq(feedRefusal.line, line), lte(feedRefusal.tryAt, now)))
    .orderBy(asc(feedRefusal.tryAt))
    .limit(most);
}

/** How many things of a line wait to be tried again. */
export async function countAside(db: Db, line: string): Promise<number> {
  const [found] = await db.select({ rows: count() }).from(feedRefusal).where(and(eq(feedRefusal.line, line), sql`${feedRefusal.tryAt} is not null`));
  return Number(found?.rows ?? 0);
}

function whereThing(line: string, { thing, about }: Pick<Thing, 'thing' | 'about'>) {
  return and(eq(feedRefusal.line, line), eq(feedRefusal.thing, thing), eq(feedRefusal.about, about));
}
