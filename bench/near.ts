import { sql } from 'drizzle-orm';
import { between, randomFrom } from '../src/core/db/seed/docket/random.ts';
import { insertRows } from '../src/core/db/insertRows.ts';
import { vaultFile } from '../src/core/db/schema/evidence.ts';
import { imageHash } from '../src/core/db/schema/imageHash.ts';
import { distanceOf, gridHeight, gridWidth, hashOf, mostSlopes, type ImageHash } from '../src/core/evidence/imageHash.ts';
import { findNear } from '../src/core/evidence/nearPictures.ts';
import { openBench, type Bench } from './desk.ts';
import { isQuick, spread, timeOf, type Spread } from './measure.ts';

const pictures = isQuick ? 20_000 : 1_000_000;
const asked = isQuick ? 20 : 200;
const rowsAtOnce = 10_000;

type Random = () => number;
type Row = ImageHash & { sha256: string };

/** Pictures that look nearly like one of a million, as the desk finds them, against a look at every hash in memory. */
export async function benchNear(): Promise<Spread[]> {
  const { rows, things } = makeRows();
  const { desk, writing, close } = await openBench();
  try {
    await fill(writing, desk, rows);
    const slopes = BigUint64Array.from(rows, (row) => row.slopes);
    const halves = new Uint32Array(slopes.buffer);
    const random = randomFrom('near asked');
    const [own, peer, counts] = [[] as number[], [] as number[], [] as number[]];
    for (let one = -20; one < asked; one += 1) {
      const row = rows[between(random, 0, rows.length - 1)];
      if (!row) throw new Error('No picture.');
      let [found, expected]: [{ sha256: string }[], string[]] = [[], []];
      const ownMs = await timeOf(async () => (found = await findNear(desk.db, row)));
      const peerMs = await timeOf(() => (expected = scan(rows, halves, row)));
      // Of more than it lists the desk lists the nearest.
      if (found.length < Math.min(expected.length, 500) || found.some(({ sha256 }) => !expected.includes(sha256))) throw new Error(`The desk found ${found.length} of ${expected.length} pictures like ${row.sha256}.`);
      if (one < 0) continue;
      own.push(ownMs);
      peer.push(peerMs);
      counts.push(expected.length);
    }
    const all = `${pictures.toLocaleString('en')} hashes, ${things.toLocaleString('en')} things with copies of each; ${asked} asked, ${counts.reduce((sum, count) => sum + count, 0)} found by both, each time the same ones`;
    return [
      spread({ bench: `near-copy search among ${pictures.toLocaleString('en')} image hashes: bands of their waves in SQL`, unit: 'ms', bar: 'p95 <= 5 ms, exact recall', note: `${all}.` }, own, ({ p95 }) => p95 <= 5),
      spread({ bench: 'the same question: popcount over a BigUint64Array in JavaScript', unit: 'ms', bar: 'none, it is the peer', note: 'Read as halves of 32 bits; it holds all hashes in memory and stops its thread meanwhile.' }, peer, () => true),
    ];
  } finally {
    await close();
  }
}

/** The indexes are made when all rows are there: row by row it would take ten times as long. */
async function fill({ db }: Bench['writing'], desk: Bench['desk'], rows: readonly Row[]): Promise<void> {
  const indexes = await db.all<{ name: string; made: string }>(sql`select name, sql as made from sqlite_master where type = 'index' and name like 'image_hash_band_%'`);
  for (const { name } of indexes) await db.run(sql.raw(`drop index ${name}`));
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce);
    await desk.write(async (tx) => {
      await tx.run(sql`insert into ${vaultFile} (sha256, size, name, key, created_at) select value, 1, value, zeroblob(60), 0 from json_each(${JSON.stringify(some.map(({ sha256 }) => sha256))})`);
      await insertRows(tx, imageHash, some);
    });
  }
  for (const { made } of indexes) await db.run(sql.raw(made));
}

function scan(rows: readonly Row[], halves: Uint32Array, asked: Row): string[] {
  const [low, high] = [Number(asked.slopes & 0xffff_ffffn), Number(asked.slopes >> 32n)];
  const found: string[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    if (bits((halves[2 * at] ?? 0) ^ low) + bits((halves[2 * at + 1] ?? 0) ^ high) > mostSlopes) continue;
    const row = rows[at];
    if (row && distanceOf(asked, row) !== null) found.push(row.sha256);
  }
  return found;
}

function bits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/**
 * Hashes as photos of goods have them: half of the things before a plain ground, which gives many the same bits; most of them few times, some
 * hundreds of times, as copies that were made small, cut or compressed.
 */
function makeRows(): { rows: Row[]; things: number } {
  const random = randomFrom('near');
  const rows: Row[] = [];
  let thing = 0;
  for (; rows.length < pictures; thing += 1) {
    const hash = hashOf(draw(random));
    if (!hash) continue;
    const left = pictures - rows.length;
    const copies = Math.min(left, thing % 1_000 === 0 ? 400 : thing % 3 === 0 ? between(random, 2, 40) : 1);
    for (let copy = 0; copy < copies; copy += 1) {
      rows.push({ sha256: String(rows.length), slopes: copy === 0 ? hash.slopes : flip(random, hash.slopes, between(random, 0, 9)), waves: copy === 0 ? hash.waves : flip(random, hash.waves, between(random, 0, 12)) });
    }
  }
  return { rows, things: thing };
}

function flip(random: Random, bits: bigint, times: number): bigint {
  let flipped = bits;
  for (let time = 0; time < times; time += 1) flipped ^= 1n << BigInt(between(random, 0, 63));
  return flipped;
}

/** A few things on a ground, plain or lit from a side, in greys. */
function draw(random: Random): Uint8Array {
  const grid = new Uint8Array(gridWidth * gridHeight);
  const [ground, slopeX, slopeY] = random() < 0.5 ? [between(random, 225, 255), 0, 0] : [between(random, 60, 200), random() * 4 - 2, random() * 4 - 2];
  const shapes = Array.from({ length: between(random, 2, 9) }, () => ({ x: random() * gridWidth, y: random() * gridHeight, wide: 2 + random() * 12, high: 2 + random() * 12, grey: between(random, 0, 255), isRound: random() < 0.5 }));
  for (let y = 0; y < gridHeight; y += 1) {
    for (let x = 0; x < gridWidth; x += 1) {
      let grey = ground + slopeX * x + slopeY * y;
      for (const shape of shapes) {
        const [dx, dy] = [(x - shape.x) / shape.wide, (y - shape.y) / shape.high];
        if (shape.isRound ? dx * dx + dy * dy < 1 : Math.abs(dx) < 1 && Math.abs(dy) < 1) grey = shape.grey + 6 * dx + 6 * dy;
      }
      grid[y * gridWidth + x] = Math.max(0, Math.min(255, Math.round(grey)));
    }
  }
  return grid;
}
