import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';

/** The case with ids that stand twice in a list told apart (`-2`, `-3`): sources reuse ids such as -2, the desk's rows may not. */
export function uniqueIds(document: NeutralCaseInput): NeutralCaseInput {
  const { items = [], claims, remedies = [], messages = [], evidence = [], parcels = [], deadlines = [] } = document;
  return {
    ...document,
    items: numbered(items),
    claims: numbered(claims),
    remedies: numbered(remedies),
    messages: numbered(messages),
    evidence: numbered(evidence),
    parcels: numbered(parcels),
    deadlines: numbered(deadlines),
  };
}

/** The first with an id keeps it; a later one gets the next number that is free. */
function numbered<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  const used = new Set(rows.map(({ id }) => id));
  const kept = new Set<string>();
  const last = new Map<string, number>();
  return rows.map((row) => {
    if (!kept.has(row.id)) {
      kept.add(row.id);
      return row;
    }
    // Counted by what stays of it: long ids that differ behind the cut would all try the same numbers again.
    const start = row.id.slice(0, 190).toWellFormed();
    let count = last.get(start) ?? 2;
    while (used.has(`${start}-${count}`)) count += 1;
    last.set(start, count + 1);
    const id = `${start}-${count}`;
    used.add(id);
    return { ...row, id };
  });
}
