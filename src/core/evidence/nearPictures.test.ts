import { eq, inArray, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomFrom } from '../db/seed/docket/random.ts';
import { vaultFile } from '../db/schema/evidence.ts';
import { imageHash, waveBands } from '../db/schema/imageHash.ts';
import { insertRows } from '../db/insertRows.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { distanceOf, mostWaves, type ImageHash } from './imageHash.ts';
import { findNear, mostNear } from './nearPictures.ts';

let temp: TempDesk;
beforeEach(async () => void (temp = await openTempDesk()));
afterEach(() => temp.close());

type Row = { sha256: string; slopes: bigint | null; waves: bigint | null };
type Known = Row & ImageHash;
const keep = (rows: readonly Row[]) =>
  temp.desk.write(async (tx) => {
    await tx.run(sql`insert into ${vaultFile} (sha256, size, name, key, created_at) select value, 1, value, zeroblob(60), 0 from json_each(${JSON.stringify(rows.map(({ sha256 }) => sha256))})`);
    await insertRows(tx, imageHash, rows);
  });

const random = randomFrom('near pictures');
const below = (most: number) => Math.floor(random() * most);
const number = () => BigInt(below(2 ** 32)) * 2n ** 32n + BigInt(below(2 ** 32));
/** Changes so many different bits of those from `shift` on. */
const flip = (bits: bigint, times: number, shift = 0, width = 64) => {
  const places = new Set<number>();
  while (places.size < times) places.add(shift + below(width));
  return [...places].reduce((all, place) => all ^ (1n << BigInt(place)), bits);
};

/** Asks for each and compares with a look at every row. */
async function expectExact(asked: readonly ImageHash[], rows: Iterable<Known>): Promise<void> {
  const all = [...rows];
  for (const one of asked) {
    const expected = all.flatMap((row) => [distanceOf(one, row)].flatMap((distance) => (distance === null ? [] : [`${row.sha256} ${distance}`]))).sort();
    expect(expected.length).toBeLessThanOrEqual(mostNear);
    expect((await findNear(temp.desk.db, one)).map(({ sha256, distance }) => `${sha256} ${distance}`).sort()).toEqual(expected);
  }
}

describe('the search for pictures that look nearly the same', () => {
  it('misses none that a look at every hash finds, and finds no other', async () => {
    const rows: Known[] = [];
    // Families of all distances around the limits, with numbers whose highest bit is set and not.
    for (let family = 0; family < 60; family += 1) {
      const [slopes, waves] = [number(), number()];
      for (let one = 0; one < 40; one += 1) rows.push({ sha256: `${family}-${one}`, slopes: flip(slopes, one % 10), waves: flip(waves, one % 13) });
    }
    await keep([...rows, { sha256: 'blank', slopes: null, waves: null }]);
    await expectExact(rows.filter((_, place) => place % 17 === 0), rows);
  });

  it('misses none whose waves differ as much as they may, however those bits lie in the bands', async () => {
    expect(waveBands.reduce((sum, { width }) => sum + width, 0)).toBe(64);
    const asked = { slopes: number(), waves: number() };
    const rows: Known[] = [];
    for (const total of [mostWaves, mostWaves + 1]) {
      for (const split of splits(total, waveBands.length)) {
        const waves = split.reduce((bits, times, band) => flip(bits, times, waveBands[band]?.shift, waveBands[band]?.width), asked.waves);
        rows.push({ sha256: split.join(), slopes: asked.slopes, waves });
      }
    }
    await keep(rows);
    const found = await findNear(temp.desk.db, asked);
    expect(found.map(({ sha256 }) => sha256).sort()).toEqual(rows.flatMap(({ sha256, waves }) => (distanceOf(asked, { ...asked, waves }) === null ? [] : [sha256])).sort());
    expect(found).toHaveLength(splits(mostWaves, waveBands.length).length);
  });

  it('misses none after others were added, changed, erased and put in their places, on grounds that very many share', async () => {
    const rows = new Map<string, Known>();
    // Few slopes and few waves, so that all bands are crowded and places are taken again at once.
    const ground = { slopes: 0n, waves: number() };
    const others = [ground, { slopes: 0n, waves: flip(ground.waves, 14) }, { slopes: flip(0n, 9), waves: ground.waves }, { slopes: number(), waves: number() }];
    const like = ({ slopes, waves }: ImageHash): ImageHash => ({ slopes: flip(slopes, below(10)), waves: flip(waves, below(14)) });
    const any = () => like(others[below(others.length)] ?? ground);
    let last = 0;
    const add = async (count: number) => {
      const added = Array.from({ length: count }, () => ({ sha256: String((last += 1)), ...any() }));
      await keep(added);
      for (const row of added) rows.set(row.sha256, row);
    };
    const erase = async (gone: readonly string[]) => {
      await temp.desk.write(async (tx) => {
        await tx.delete(imageHash).where(inArray(imageHash.sha256, [...gone]));
        await tx.delete(vaultFile).where(inArray(vaultFile.sha256, [...gone]));
      });
      for (const sha256 of gone) rows.delete(sha256);
    };
    const change = async (sha256: string) => {
      const changed = any();
      await temp.desk.write((tx) => tx.update(imageHash).set(changed).where(eq(imageHash.sha256, sha256)));
      rows.set(sha256, { sha256, ...changed });
    };
    await add(400);
    for (let turn = 0; turn < 20; turn += 1) {
      await expectExact([ground, any(), any()], rows.values());
      const kept = [...rows.keys()];
      // The newest among them: SQLite gives their places to what comes next.
      await erase([...kept.slice(-3), ...kept.filter(() => below(80) === 0)]);
      await add(8);
      for (const sha256 of [...rows.keys()].filter(() => below(100) === 0)) await change(sha256);
    }
  });

  it('lists a thing that thousands of pictures show without an end, or without the nearest', async () => {
    const rows = Array.from({ length: mostNear + 200 }, (_, place) => ({ sha256: `a${place}`, slopes: place % 2 === 0 ? 0xf0f0_f0f0_f0f0_f0f0n : 0xf0f0_f0f0_f0f0_f0f1n, waves: 7n }));
    await keep(rows);
    const found = await findNear(temp.desk.db, { slopes: 0xf0f0_f0f0_f0f0_f0f0n, waves: 7n });
    expect(found).toHaveLength(mostNear);
    expect(found.slice(0, 350).every(({ distance }) => distance === 0)).toBe(true);
  });
});

/** All ways to give so many bits to so many bands. */
function splits(total: number, bands: number): number[][] {
  if (bands === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) => splits(total - first, bands - 1).map((rest) => [first, ...rest])).flat();
}
