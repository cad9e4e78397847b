import { eq } from 'drizzle-orm';
import { feedSource } from '../db/schema/feed.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Desk } from '../desk.ts';

/** How far the desk has followed a line. */
export type SourceRow = typeof feedSource.$inferSelect;

/** What is known of a line; undefined before its first look. */
export async function readSource(db: Db, url: string): Promise<SourceRow | undefined> {
  const [found] = await db.select().from(feedSource).where(eq(feedSource.line, url));
  return found;
}

/** The row of a line, made when there is none. */
export async function openSource(tx: Tx, url: string): Promise<SourceRow> {
  await tx.insert(feedSource).values({ line: url }).onConflictDoNothing();
  const found = await readSource(tx, url);
  if (!found) throw new Error('A source that was just noted is not there.');
  return found;
}

/** Writes down how far a line was followed, and tells the screens. */
export async function keepSource(desk: Desk, url: string, change: Partial<SourceRow>): Promise<SourceRow> {
  return desk.write(async (tx) => {
    const [kept] = await tx.update(feedSource).set(change).where(eq(feedSource.line, url)).returning();
    if (!kept) throw new Error('The source that is followed is not there.');
    tx.emit({ type: 'marketplace.changed' });
    return kept;
  });
}
