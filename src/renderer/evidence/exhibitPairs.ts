import type { CaseFile, Claim, Exhibit } from '../../contract/caseFile.ts';

/** The exhibits of one claim by who handed them in; `claim` is null for those tied to no claim. */
export type ExhibitRow = { claim: Claim | null; buyer: Exhibit[]; seller: Exhibit[]; neutral: Exhibit[] };

/** One step of `[` and `]`: buyer's left and seller's right, or one exhibit of platform or carrier alone on the left. */
export type ExhibitPair = { claimId: string | null; left: Exhibit | null; right: Exhibit | null; isNeutral: boolean };

/** One row per claim in the case's order, and a last row for exhibits tied to none (only when there are such). */
export function exhibitRows(file: Pick<CaseFile, 'claims' | 'exhibits'>): ExhibitRow[] {
  const claimIds = new Set(file.claims.map((claim) => claim.claimId));
  const rows = file.claims.map((claim) =>
    rowOf(claim, file.exhibits.filter((exhibit) => exhibit.claimIds.includes(claim.claimId))),
  );
  const untied = file.exhibits.filter((exhibit) => !exhibit.claimIds.some((id) => claimIds.has(id)));
  if (untied.length > 0) rows.push(rowOf(null, untied));
  return rows;
}

function rowOf(claim: Claim | null, exhibits: Exhibit[]): ExhibitRow {
  return {
    claim,
    buyer: exhibits.filter((exhibit) => exhibit.side === 'buyer'),
    seller: exhibits.filter((exhibit) => exhibit.side === 'seller'),
    neutral: exhibits.filter((exhibit) => exhibit.side === 'platform' || exhibit.side === 'carrier'),
  };
}

/** Per claim the buyer's n-th exhibit with the seller's n-th, then platform's and carrier's; no pair twice, every exhibit at least once. */
export function exhibitPairs(rows: readonly ExhibitRow[]): ExhibitPair[] {
  const pairs: ExhibitPair[] = [];
  const seen = new Set<string>();
  const add = (pair: ExhibitPair): void => {
    const key = `${pair.left?.evidenceId ?? ''} ${pair.right?.evidenceId ?? ''}`;
    if (seen.has(key)) return;
    seen.add(key);
    pairs.push(pair);
  };
  for (const row of rows) {
    const claimId = row.claim?.claimId ?? null;
    const longest = Math.max(row.buyer.length, row.seller.length);
    for (let n = 0; n < longest; n += 1) add({ claimId, left: row.buyer[n] ?? null, right: row.seller[n] ?? null, isNeutral: false });
    for (const exhibit of row.neutral) add({ claimId, left: exhibit, right: null, isNeutral: true });
  }
  return pairs;
}

/** Place of the pair that shows an exhibit, the named claim's first; -1 when none does. */
export function pairIndexOf(pairs: readonly ExhibitPair[], evidenceId: string, claimId: string | null = null): number {
  const shows = (pair: ExhibitPair): boolean => pair.left?.evidenceId === evidenceId || pair.right?.evidenceId === evidenceId;
  const ofClaim = pairs.findIndex((pair) => shows(pair) && pair.claimId === claimId);
  return ofClaim >= 0 ? ofClaim : pairs.findIndex(shows);
}
