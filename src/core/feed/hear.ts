import { asc, eq, inArray, lt, sql } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { feedSource, webhookSeen } from '../db/schema/feed.ts';
import type { Ring, RingAnswer } from '../core.ts';
import type { Desk } from '../desk.ts';
import { wakePull } from './arm.ts';
import type { FeedLine } from './line.ts';
import { openSource } from './source.ts';

/** Ids that are remembered; signed moments end after minutes, so older ones cannot ring again. */
const mostSeen = 10_000;
const seenMs = 24 * 60 * 60_000;

/**
 * Hears the bell of the marketplace: a signed one makes the desk look at once. Its body is a hint that anybody on the way may have made up or
 * held back, so nothing of it is used. Each id rings once.
 */
export async function hear(desk: Desk, line: FeedLine | null, ring: Ring): Promise<RingAnswer> {
  if (!line?.secret) return 'refused';
  const isSigned = isSignedBy(line.secret, ring);
  await desk.write(async (tx) => {
    await openSource(tx, line.url);
    if (!isSigned) {
      await tx.update(feedSource).set({ wrongRings: sql`${feedSource.wrongRings} + 1`, wrongRingAt: tx.now }).where(eq(feedSource.line, line.url));
      return tx.emit({ type: 'marketplace.changed' });
    }
    const [heard] = await tx.insert(webhookSeen).values({ eventId: ring.id, at: tx.now }).onConflictDoNothing().returning();
    if (!heard) return;
    await tx.update(feedSource).set({ rings: sql`${feedSource.rings} + 1`, rungAt: tx.now }).where(eq(feedSource.line, line.url));
    await tx.delete(webhookSeen).where(lt(webhookSeen.at, tx.now - seenMs));
    const spare = Number(await tx.$count(webhookSeen)) - mostSeen;
    if (spare > 0) await tx.delete(webhookSeen).where(inArray(webhookSeen.eventId, tx.select({ id: webhookSeen.eventId }).from(webhookSeen).orderBy(asc(webhookSeen.at)).limit(spare)));
    await wakePull(tx, desk);
  });
  return isSigned ? 'taken' : 'refused';
}

function isSignedBy(secret: string, { id, timestamp, signature, body }: Ring): boolean {
  if (id.length > 200 || !/^\d{1,12}$/.test(timestamp) || signature.length > 2_000) return false;
  try {
    new Webhook(secret).verify(body, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}
