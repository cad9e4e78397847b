import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomFrom } from '../db/seed/docket/random.ts';
import { vaultFile } from '../db/schema/evidence.ts';
import { imageHash } from '../db/schema/imageHash.ts';
import { insertRows } from '../db/insertRows.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { distanceOf, type ImageHash } from './imageHash.ts';
import { findNear, mostNear } from './nearPictures.ts';

let temp: TempDesk;
beforeEach(async () => void (temp = await openTempDesk()));
afterEach(() => temp.close());

type Row = { sha256: string; slopes: bigint | null; waves: bigint | null };
const keep = (rows: readonly Row[]) =>
  temp.desk.write(async (tx) => {
    await tx.run(sql`insert into ${vaultFile} (sha256, size, name, key, created_at) select value, 1, value, zeroblob(60), 0 from json_each(${JSON.stringify(rows.map(({ sha256 }) => sha256))})`);
    await insertRows(tx, imageHash, rows);
  });

describe('the search for pictures that look nearly the same', () => {
  it('misses none that a look at every hash finds, and finds no other', async () => {
    const random = randomFrom('near pictures');
    const number = () => BigInt(Math.floor(random() * 2 ** 32)) * 2n ** 32n + BigInt(Math.floor(random() * 2 ** 32));
    const flip = (bits: bigint, times: number) => Array.from({ length: times }).reduce<bigint>((all) => all ^ (1n << BigInt(Math.floor(random() * 64))), bits);
    const rows: (Row & ImageHash)[] = [];
    // Families of all distances around the limits, with numbers whose highest bit is set and not.
    for (let family = 0; family < 60; family += 1) {
      const [slopes, waves] = [number(), number()];
      for (let one = 0; one < 40; one += 1) rows.push({ sha256: `${family}-${one}`, slopes: flip(slopes, one % 14), waves: flip(waves, one % 17) });
    }
    await keep([...rows, { sha256: 'blank', slopes: null, waves: null }]);
    for (const asked of rows.filter((_, place) => place % 41 === 0)) {
      const expected = rows.filter((row) => distanceOf(asked, row) !== null).map(({ sha256 }) => sha256).sort();
      expect((await findNear(temp.desk.db, asked)).map(({ sha256 }) => sha256).sort()).toEqual(expected);
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
