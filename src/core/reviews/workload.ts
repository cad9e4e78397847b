import type { WorkloadRow } from '../../contract/samplePlan.ts';

/** A lead, with the drawn rulings they may not review. */
export type Reviewer = { personId: string; personName: string; barred: ReadonlySet<string> };

/** Who may review how many of a sample, and an even spread: what fewest may review goes out first, each to who has least. Pure. */
export function workloadOf(rulingIds: readonly string[], reviewers: readonly Reviewer[]): { rows: WorkloadRow[]; nobody: number } {
  const rows = reviewers.map(({ personId, personName, barred }) => ({ personId, personName, may: rulingIds.filter((id) => !barred.has(id)).length, share: 0 }));
  const choices = rulingIds
    .map((id) => reviewers.flatMap(({ barred }, index) => (barred.has(id) ? [] : [index])))
    .sort((a, b) => a.length - b.length);
  let nobody = 0;
  for (const able of choices) {
    const least = able.map((index) => rows[index]).reduce<WorkloadRow | undefined>((best, row) => (row && (!best || row.share < best.share) ? row : best), undefined);
    if (least) least.share += 1;
    else nobody += 1;
  }
  return { rows, nobody };
}
