import { eq, sql, type SQL } from 'drizzle-orm';
import { hot } from '../db/hot.ts';
import type { Db } from '../db/open.ts';
import { bandAt, imageHash, waveBands, type WaveBand } from '../db/schema/imageHash.ts';
import { distanceOf, mostWaves, type ImageHash } from './imageHash.ts';

/** A file that looks like another: in how many of 64 bits they differ. */
export type NearPicture = { sha256: string; distance: number };

/** The most pictures told of: a thing that looks like more than these looks like anything. */
export const mostNear = 500;

/** For each band the numbers with so few bits set that a picture is looked for by a band that differs in them. */
const flips = waveBands.map(({ width, most }) => numbersOf(width, most));

/** How a picture looks; null when that is not known. */
export async function hashOfFile(db: Db, sha256: string): Promise<ImageHash | 'blank' | null> {
  const [found] = await db.select().from(imageHash).where(eq(imageHash.sha256, sha256));
  if (!found) return null;
  return found.slopes === null || found.waves === null ? 'blank' : { slopes: found.slopes, waves: found.waves };
}

/**
 * The kept pictures that look nearly the same, the nearest first and the first `mostNear` of them; the picture itself is one of them. None is missed.
 * It reads one of a hundred of the kept numbers, whatever the ground of the picture, and all those that many pictures share.
 */
export async function findNear(db: Db, hash: ImageHash): Promise<NearPicture[]> {
  const bands = waveBands.map((band, place) => [`band${place}`, JSON.stringify(bandsNear(hash.waves, band, flips[place] ?? []))]);
  const rows = await candidates(db).all({ ...Object.fromEntries(bands), waves: BigInt.asIntN(64, hash.waves) });
  const near = new Map<string, number>();
  for (const { found } of rows) if (found !== null) addNear(near, found.split(' '), hash);
  const places = [...near].sort(([, a], [, b]) => a - b).slice(0, mostNear).map(([place]) => place);
  const found: NearPicture[] = [];
  for (const { sha256, slopes, waves } of await looks(db).all({ places: `[${places.join()}]` })) {
    // Asked again: a row that was erased meanwhile may have left its place to another.
    const distance = slopes === null || waves === null ? null : distanceOf(hash, { slopes, waves });
    if (distance !== null) found.push({ sha256, distance });
  }
  return found.sort((a, b) => a.distance - b.distance || (a.sha256 < b.sha256 ? -1 : 1));
}

/** All numbers of so many bits with so few of them set. */
function numbersOf(width: number, most: number): number[] {
  if (most === 0 || width === 0) return [0];
  return [...numbersOf(width - 1, most), ...numbersOf(width - 1, most - 1).map((number) => number + 2 ** (width - 1))];
}

function bandsNear(waves: bigint, { shift, width }: WaveBand, flips: readonly number[]): number[] {
  const band = Number(BigInt.asUintN(width, waves >> BigInt(shift)));
  return flips.map((flip) => band ^ flip);
}

function addNear(near: Map<string, number>, found: readonly string[], hash: ImageHash): void {
  for (let at = 0; at < found.length; at += 3) {
    // What is very near is in several bands.
    if (near.has(found[at] ?? '')) continue;
    const distance = distanceOf(hash, { waves: BigInt(found[at + 1] ?? 0), slopes: BigInt(found[at + 2] ?? 0) });
    if (distance !== null) near.set(found[at] ?? '', distance);
  }
}

/** One row a band, as one text: a row for each would cost more than to find them. */
const candidates = hot((db) => {
  const [first, ...others] = waveBands.map((band, place) =>
    db
      .select({ found: sql<string | null>`group_concat(place || ' ' || waves || ' ' || slopes, ' ')` })
      .from(inBand(band, place))
      .where(sql.raw(`${mostBits('differing')} <= ${mostWaves}`)),
  );
  if (!first) throw new Error('A hash has bands.');
  return others.reduce((all, one) => all.unionAll(one) as never, first).prepare();
});

/** Without its limit SQLite would work out the differing bits, which it has no operator for, in each place that names them. */
function inBand(band: WaveBand, place: number): SQL {
  const waves = sql.placeholder('waves');
  return sql`(select rowid as place, waves, slopes, (waves | ${waves}) - (waves & ${waves}) as differing from ${imageHash}
    where ${bandAt(band)} in (select value from json_each(${sql.placeholder(`band${place}`)})) and waves is not null limit -1)`;
}

/** How many of 44 of the 64 bits are set, four of each six: the sum of the digits to the base of 64. It leaves out nearly all that are too far; the rest are counted whole. */
function mostBits(column: string): string {
  const fours = [0, 1, 2, 3].map((shift) => `((${column} >> ${shift}) & 0x1041041041041041)`);
  return `((${fours.join(' + ')}) % 63)`;
}

const looks = hot((db) => db.select().from(imageHash).where(sql`rowid in (select value from json_each(${sql.placeholder('places')}))`).prepare());
