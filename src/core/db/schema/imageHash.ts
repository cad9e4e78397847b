import { sql, type SQL } from 'drizzle-orm';
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { bits } from './columns.ts';
import { vaultFile } from './evidence.ts';

/** Some of the bits, from `shift` on, and in how many of them at most one looked for may differ. */
export type WaveBand = { shift: number; width: number; most: number };

/**
 * The 64 bits of the waves, cut in four. Numbers that differ in 10 bits at most differ in `most` at most in one band at least: else in 3 + 3 + 3 + 2. By
 * the waves, because half of their bits are set in every picture; plain grounds give ten thousands the same few slopes.
 */
export const waveBands: readonly WaveBand[] = [
  { shift: 47, width: 17, most: 2 },
  { shift: 30, width: 17, most: 2 },
  { shift: 13, width: 17, most: 2 },
  { shift: 0, width: 13, most: 1 },
];

/** How a picture of the vault looks, so that nearly the same one can be found; both are null for one that is blank, or nearly. */
export const imageHash = sqliteTable(
  'image_hash',
  {
    sha256: text()
      .primaryKey()
      .references(() => vaultFile.sha256),
    slopes: bits(),
    waves: bits(),
  },
  // Who looks for a band reads both numbers from the index and never the table.
  ({ slopes, waves }) => waveBands.map((band, place) => index(`image_hash_band_${place}`).on(bandAt(band), waves, slopes).where(sql`waves is not null`)),
);

/** The bits of one band, as the index has them. */
export function bandAt({ shift, width }: WaveBand): SQL {
  return sql.raw(`((waves >> ${shift}) & ${2 ** width - 1})`);
}
