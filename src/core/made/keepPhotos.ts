import { eq, inArray } from 'drizzle-orm';
import { inspection } from '../db/schema/evidence.ts';
import { comings, type ComingOrder } from '../db/seed/made/coming.ts';
import { draftCase } from '../db/seed/made/draftCase.ts';
import { makePhoto, photosOf, type KeptPhoto, type Photo } from '../db/seed/made/photos.ts';
import type { Desk } from '../desk.ts';
import { inspectFile } from '../evidence/inspect.ts';
import { keepFile } from '../evidence/keep.ts';
import type { Setting } from './setting.ts';

/** With more cases than this every photo is shown by some. */
const mostToAsk = 400;
const atOnce = 3;

/** Keeps the photos that the cases to come share, each once, and has each looked into once, before the first case cites it. */
export async function keepPhotos(desk: Desk, order: ComingOrder, signal: AbortSignal): Promise<Pick<Setting, 'photos' | 'found'>> {
  const needed = neededFor(order);
  const kept: KeptPhoto[] = [];
  for (let start = 0; start < needed.length; start += atOnce) {
    signal.throwIfAborted();
    kept.push(...(await Promise.all(needed.slice(start, start + atOnce).map((photo) => keepPhoto(desk, photo, order.seed, signal)))));
  }
  const found = await desk.db.select().from(inspection).where(inArray(inspection.sha256, kept.map(({ sha256 }) => sha256)));
  return { photos: new Map(kept.map((photo) => [photo.key, photo])), found: new Map(found.map((row) => [row.sha256, row])) };
}

async function keepPhoto(desk: Desk, photo: Photo, seed: string, signal: AbortSignal): Promise<KeptPhoto> {
  const bytes = await makePhoto(photo, seed);
  const { sha256 } = await keepFile(desk, once(bytes));
  const [known] = await desk.db.select({ sha256: inspection.sha256 }).from(inspection).where(eq(inspection.sha256, sha256));
  if (!known) await inspectFile(desk, sha256, photo.path.split('/').at(-1) ?? photo.path, signal);
  return { ...photo, sha256, size: bytes.length };
}

function neededFor(order: ComingOrder): Photo[] {
  const all = photosOf(order.anchor);
  if (order.count > mostToAsk) return all;
  const keys = new Set([...comings(order)].flatMap((coming) => draftCase(order.seed, coming, order.anchor).photos.map(({ key }) => key)));
  return all.filter(({ key }) => keys.has(key));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
