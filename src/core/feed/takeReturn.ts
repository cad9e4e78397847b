import { eq } from 'drizzle-orm';
import type { SentFile } from '../cases/attachExhibits.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { returnOrder } from '../db/schema/goodsBack.ts';
import { fetchFile } from './fetchFile.ts';
import { FeedRefused, firstRetryMs } from './refused.ts';
import type { Came, Look } from './takeDispute.ts';
import type { Told } from './told.ts';

/** Asks how far goods are on their way back, and fetches the pictures that were taken of them. Throws FeedRefused for pictures that could not be had. */
export async function takeReturn({ desk, client, source, signal }: Look, told: Told, returnId: string): Promise<Came> {
  const [its] = await desk.db.select({ source: disputeCase.source }).from(returnOrder).innerJoin(disputeCase, eq(disputeCase.caseId, returnOrder.caseId)).where(eq(returnOrder.returnId, returnId));
  // Money follows from what is told of goods: only the marketplace of the case tells of them.
  if (its && its.source !== source) throw new FeedRefused('RETURN_OF_ANOTHER', `The return ${returnId} is one of ${its.source}, not of ${source}.`);
  const standing = await desk.gateway.readReturn(returnId);
  if (!standing) return 'unchanged';
  // What happened counts at once: money may wait for it, and must not wait for a picture.
  const noted = await told.return(desk, returnId, standing, new Map());
  if (noted === 'unknown') return 'unchanged';
  const photos = new Map<string, SentFile>();
  const missing: string[] = [];
  for (const { fileName, sha256, size, mediaType } of standing.events.flatMap((event) => event.photos)) {
    const got = await fetchFile(desk, client, { sha256, size }, signal);
    if (got.isKept) photos.set(sha256, { kind: 'photo', fileName, mediaType, statement: null, sha256, size });
    else missing.push(`${fileName}: ${got.words}`);
  }
  const shown = photos.size > 0 ? await told.return(desk, returnId, standing, photos) : noted;
  if (missing.length > 0) throw new FeedRefused('FILE_MISSING', `The return is noted, but pictures of it could not be had: ${missing.slice(0, 3).join('; ')}`, firstRetryMs);
  return noted === 'noted' || shown === 'noted' ? 'taken' : 'unchanged';
}
