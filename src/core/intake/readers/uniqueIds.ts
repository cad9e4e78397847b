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

function numbered<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    let id = row.id;
    for (let count = 2; seen.has(id); count += 1) id = `${row.id.slice(0, 190).toWellFormed()}-${count}`;
    seen.add(id);
    return { ...row, id };
  });
}
