import type { KeyRow } from '../ui/keys.ts';

/** The commands that have every word, those that begin with the first word before the others; all of them when nothing is typed. */
export function rankCommands(rows: readonly KeyRow[], typed: string): KeyRow[] {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = (row: KeyRow) => `${row.command.words} ${row.scope}`.toLowerCase();
  const found = rows.filter((row) => parts.every((part) => textOf(row).includes(part)));
  const begins = (row: KeyRow) => (parts[0] !== undefined && row.command.words.toLowerCase().startsWith(parts[0]) ? 0 : 1);
  return found.toSorted((a, b) => begins(a) - begins(b));
}
