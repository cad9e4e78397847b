/** Rows of text as CSV for a spreadsheet: UTF-8 with a byte order mark, lines end in CR LF, and no cell is taken for a formula. */
export async function csvOf(rows: readonly (readonly string[])[]): Promise<string> {
  // Fetched when asked for: few people export, and everybody waits for the screen.
  const { stringify } = await import('csv-stringify/browser/esm/sync');
  return stringify(rows.map((row) => row.map(plainCell)), { bom: true, record_delimiter: 'windows', escape_formulas: true });
}

/**
 * Text of a stranger that no spreadsheet takes for a formula. The library sees to a cell's first sign alone; blanks and unseen signs before it, and
 * a `;`, tab or line end within, where a program of another locale starts a new cell, would let `=HYPERLINK(...)` through.
 */
export function plainCell(text: string): string {
  // Looks back from each sign, so that a megabyte of blanks is walked once.
  return text.toWellFormed().replace(/(?<=(?:^|[;\t\r\n])[\s\p{C}\p{Default_Ignorable_Code_Point}\p{M}\u2800"]*)[=+\-@＝＋－＠]/gu, "'$&");
}
