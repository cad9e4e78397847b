import { sql, type SQL } from 'drizzle-orm';
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { bits } from './columns.ts';
import { vaultFile } from './evidence.ts';

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
  // Who looks for a band reads the whole number from the index and never the table.
  ({ slopes }) => [48, 32, 16, 0].map((shift, band) => index(`image_hash_band_${band}`).on(bandAt(shift), slopes).where(sql`slopes is not null`)),
);

/** 16 of the 64 bits, as the index has them. */
export function bandAt(shift: number): SQL {
  return sql.raw(`((slopes >> ${shift}) & 65535)`);
}
