import { plainCell } from '../../contract/plainCell.ts';

/** Rows of text as CSV for a spreadsheet: UTF-8 with a byte order mark, lines end in CR LF, and no cell is taken for a formula. */
export async function csvOf(rows: readonly (readonly string[])[]): Promise<string> {
  // Fetched when asked for: few people export, and everybody waits for the screen.
  const { stringify } = await import('csv-stringify/browser/esm/sync');
  return stringify(rows.map((row) => row.map(plainCell)), { bom: true, record_delimiter: 'windows', escape_formulas: true });
}
