import type { Side } from '../../contract/vocabulary.ts';

const letters: Record<Side, string> = { buyer: 'B', seller: 'S', platform: 'P', carrier: 'C' };

/** B-1, S-2, P-1, C-1. */
export function labelOf(row: { side: Side; labelNumber: number }): string {
  return `${letters[row.side]}-${row.labelNumber}`;
}
