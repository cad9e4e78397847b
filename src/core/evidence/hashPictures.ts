import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { inspection, vaultFile } from '../db/schema/evidence.ts';
import { imageHash } from '../db/schema/imageHash.ts';
import type { Desk } from '../desk.ts';
import { DeskError, hasCode } from '../fault.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { readWhole } from './keep.ts';
import { hashAside } from './lookAside.ts';
import { SealBroken } from './vault/sealedFormat.ts';

/** The row of a picture that looks like nothing: it is known, and found by nothing. */
export const blank = { slopes: null, waves: null } as const;

/** Pictures of one job, and of one transaction: imports wait for no more than these. */
const inOneJob = 400;
const atOnce = 40;

/**
 * Notes how pictures look that were looked into before the desk noted that, by their thumbnails; `after` is the hash of the last one done. What
 * is left goes to a job of its own, behind what came in meanwhile. One whose thumbnail is damaged is passed over.
 */
export async function hashSome(desk: Desk, after: string, signal: AbortSignal, most = inOneJob): Promise<void> {
  const left = await desk.db
    .select({ sha256: inspection.sha256, thumbnail: vaultFile })
    .from(inspection)
    .innerJoin(vaultFile, eq(vaultFile.sha256, inspection.thumbnailSha256))
    .leftJoin(imageHash, eq(imageHash.sha256, inspection.sha256))
    .where(and(gt(inspection.sha256, after), eq(inspection.show, 'image'), isNull(imageHash.sha256)))
    .orderBy(asc(inspection.sha256))
    .limit(most);
  for (let from = 0; from < left.length; from += atOnce) {
    const looks: (typeof imageHash.$inferInsert)[] = [];
    for (const { sha256, thumbnail } of left.slice(from, from + atOnce)) {
      const found = thumbnail.brokenAt === null ? await hashAside(() => readWhole(desk, thumbnail), signal).catch(passOver) : null;
      if (found && 'hash' in found) looks.push({ sha256, ...(found.hash ?? blank) });
    }
    await desk.write(async (tx) => {
      for (const look of looks) {
        // Erased while it was hashed: nothing of it may stay.
        const [isHere] = await tx.select({ one: sql`1` }).from(inspection).where(eq(inspection.sha256, look.sha256));
        if (isHere) await tx.insert(imageHash).values(look).onConflictDoNothing();
      }
    });
  }
  const last = left.at(-1);
  if (!last || left.length < most) return;
  // Keyed by where it begins: the one that asks for it still runs.
  await desk.write((tx) => enqueue(tx, { kind: 'evidence.inspect', words: 'Note how pictures look', payload: { hashesAfter: last.sha256 }, uniqueKey: `evidence.hashes:${last.sha256}`, maxAttempts: 3 }));
}

/** A damaged copy or a bad place on the disk stays as it is; anything else, such as too many open files, is over soon, and the job is tried again. */
function passOver(error: unknown): null {
  if (error instanceof DeskError || error instanceof SealBroken || hasCode(error, 'EIO') || hasCode(error, 'EISDIR')) return null;
  throw error;
}
