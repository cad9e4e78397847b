/** C-<number>, as people call a case. */
export function referenceOf(row: { number: number }): string {
  return `C-${row.number}`;
}
