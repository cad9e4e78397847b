import { eq, sql } from 'drizzle-orm';
import { hot } from '../db/hot.ts';
import type { Db } from '../db/open.ts';
import { bandAt, imageHash } from '../db/schema/imageHash.ts';
import { bitsOf32, distanceOf, mostSlopes, type ImageHash } from './imageHash.ts';

/** A file that looks like another: in how many of 64 bits they differ. */
export type NearPicture = { sha256: string; distance: number };

/** The most pictures told of: a thing that looks like more than these looks like anything. */
export const mostNear = 500;

/** Compared to the last bit at once. */
const comparedAtOnce = 4 * mostNear;

const shifts = [48, 32, 16, 0];
/** A band and the 16 that differ from it in one bit: of four bands that differ in 7 bits together one differs in one at most. */
const flips = [0, ...Array.from({ length: 16 }, (_, bit) => 1 << bit)];

/** How a picture looks; null when that is not known. */
export async function hashOfFile(db: Db, sha256: string): Promise<ImageHash | 'blank' | null> {
  const [found] = await db.select().from(imageHash).where(eq(imageHash.sha256, sha256));
  if (!found) return null;
  return found.slopes === null || found.waves === null ? 'blank' : { slopes: found.slopes, waves: found.waves };
}

/**
 * The kept pictures that look nearly the same, the nearest first and the first `mostNear` of them; the picture itself is one of them. None is missed: layouts
 * that very many have share their bands, and then it reads all of those (100 ms of a million), which is for a thread beside the core's.
 */
export async function findNear(db: Db, hash: ImageHash): Promise<NearPicture[]> {
  const rows = await candidates(db).all(Object.fromEntries(shifts.map((shift, band) => [`band${band}`, JSON.stringify(bandsNear(hash.slopes, shift))])));
  const near = new Map<string, number>();
  for (const { found } of rows) if (found !== null) addNear(near, found.split(' '), hash);
  const places = [...near].sort(([, a], [, b]) => a - b).map(([place]) => place);
  const found: NearPicture[] = [];
  for (let from = 0; from < places.length && found.length < mostNear; from += comparedAtOnce) {
    for (const { sha256, slopes, waves } of await looks(db).all({ places: `[${places.slice(from, from + comparedAtOnce).join()}]` })) {
      const distance = slopes === null || waves === null ? null : distanceOf(hash, { slopes, waves });
      if (distance !== null) found.push({ sha256, distance });
    }
  }
  return found.sort((a, b) => a.distance - b.distance || (a.sha256 < b.sha256 ? -1 : 1)).slice(0, mostNear);
}

function bandsNear(slopes: bigint, shift: number): number[] {
  const band = Number((slopes >> BigInt(shift)) & 0xffffn);
  return flips.map((flip) => band ^ flip);
}

/** Halves of 32 bits are plain numbers: a big one takes five times as long for each candidate. */
function addNear(near: Map<string, number>, found: readonly string[], { slopes }: ImageHash): void {
  const [high, low] = [Number(slopes >> 32n), Number(slopes & 0xffff_ffffn)];
  for (let at = 0; at < found.length; at += 3) {
    const differing = bitsOf32(Number(found[at + 1]) ^ high) + bitsOf32(Number(found[at + 2]) ^ low);
    if (differing <= mostSlopes) near.set(found[at] ?? '', differing);
  }
}

/** One row a band, as one text: a thousand rows would cost more than to find them. */
const candidates = hot((db) => {
  const [first, ...others] = shifts.map((shift, band) =>
    db
      .select({ found: sql<string | null>`group_concat(place || ' ' || ((slopes >> 32) & 4294967295) || ' ' || (slopes & 4294967295), ' ')` })
      .from(sql`(select rowid as place, slopes from ${imageHash} where ${bandAt(shift)} in (select value from json_each(${sql.placeholder(`band${band}`)})) and slopes is not null)`),
  );
  if (!first) throw new Error('A hash has bands.');
  return others.reduce((all, one) => all.unionAll(one) as never, first).prepare();
});

const looks = hot((db) => db.select().from(imageHash).where(sql`rowid in (select value from json_each(${sql.placeholder('places')}))`).prepare());
