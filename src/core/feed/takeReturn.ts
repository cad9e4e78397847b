import type { SentFile } from '../cases/attachExhibits.ts';
import { fetchFile } from './fetchFile.ts';
import { FeedRefused, firstRetryMs } from './refused.ts';
import type { Came, Look } from './takeDispute.ts';
import type { Told } from './told.ts';

/** Asks how far goods are on their way back, and fetches the pictures that were taken of them. Throws FeedRefused for pictures that could not be had. */
export async function takeReturn({ desk, client, signal }: Look, told: Told, returnId: string): Promise<Came> {
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
