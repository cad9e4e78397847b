import type { ReaderResult } from './reader.ts';

type Read = ReaderResult & { paths: string[] };

/**
 * One result for each dispute: when several files hold the same one (its line in a list and its detail), the one that says most is taken and names the
 * files of the others in its paths and in a warning. Otherwise the thin one, read last, would overwrite the full one.
 */
export function keepFullest(cases: readonly Read[]): Read[] {
  const byDispute = new Map<string, Read[]>();
  for (const one of cases) {
    const key = JSON.stringify([one.case.source, one.case.sourceId]);
    byDispute.set(key, [...(byDispute.get(key) ?? []), one]);
  }
  return [...byDispute.values()].map((same) => {
    const [fullest, ...others] = same.toSorted((a, b) => b.mapped - a.mapped);
    if (!fullest || others.length === 0) return same[0] as Read;
    const paths = [...new Set([...fullest.paths, ...others.flatMap((other) => other.paths)])];
    const message = `The same dispute is also in ${others.map((other) => other.paths[0]).join(', ')}; the file that says most was taken.`;
    const around = others.flatMap((other) => other.unmapped);
    return { ...fullest, paths, unmapped: [...fullest.unmapped, ...around], warnings: [...fullest.warnings, { code: 'CASE_TWICE', message }] };
  });
}
