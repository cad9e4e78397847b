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
  const last = new Map<string, number>();
  return rows.map((row) => {
    const seen = last.get(row.id);
    let count = (seen ?? 0) + 1;
    let id = row.id;
    for (; seen !== undefined && used.has(id); count += 1) id = `${row.id.slice(0, 190).toWellFormed()}-${count}`;
    last.set(row.id, seen === undefined ? 1 : count - 1);
    used.add(id);
    return { ...row, id };
  });
}
