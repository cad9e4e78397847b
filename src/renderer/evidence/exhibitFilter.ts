import type { Exhibit } from '../../contract/caseFile.ts';
import { evidenceKinds, type EvidenceKind, type Side } from '../../contract/vocabulary.ts';

/** What the strip of exhibits shows; null lets all through. `claimId` 'none' means exhibits tied to no claim. */
export type ExhibitFilter = { side: Side | null; kind: EvidenceKind | null; claimId: string | null; isUnopenedOnly: boolean };

/** Lets everything through. */
export const noFilter: ExhibitFilter = { side: null, kind: null, claimId: null, isUnopenedOnly: false };

/** The exhibits that pass every part of a filter, in their order. */
export function filterExhibits(exhibits: readonly Exhibit[], filter: ExhibitFilter): Exhibit[] {
  const isOfClaim = (exhibit: Exhibit): boolean => (filter.claimId === 'none' ? exhibit.claimIds.length === 0 : filter.claimId === null || exhibit.claimIds.includes(filter.claimId));
  return exhibits.filter(
    (exhibit) =>
      (filter.side === null || exhibit.side === filter.side) &&
      (filter.kind === null || exhibit.kind === filter.kind) &&
      isOfClaim(exhibit) &&
      (!filter.isUnopenedOnly || exhibit.openedAt === null),
  );
}

/** The kinds that are there, in the usual order; a filter offers no others. */
export function kindsOf(exhibits: readonly Exhibit[]): EvidenceKind[] {
  return evidenceKinds.filter((kind) => exhibits.some((exhibit) => exhibit.kind === kind));
}
