import type { CaseFile } from '../../contract/caseFile.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import type { ExhibitRow } from '../evidence/exhibitPairs.ts';

/** Since when (ms UTC) a side has been silent on a claim: it handed in nothing and said nothing on it; null when it did. */
export function silentSince(side: Adversary, row: ExhibitRow, file: Pick<CaseFile, 'openedAt' | 'escalatedAt' | 'receivedAt'>): number | null {
  if (row[side].length > 0 || row.claim === null) return null;
  const hasSpoken = side === 'buyer' ? row.claim.words !== null : row.claim.answers.some((answer) => answer.by === side);
  return hasSpoken ? null : (file.openedAt ?? file.escalatedAt ?? file.receivedAt);
}
