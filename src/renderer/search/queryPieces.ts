import type { CaseQuery } from '../../contract/caseQuery.ts';

/** A stretch of a query as it is coloured in the field. */
export type QueryPiece = { text: string; kind: 'plain' | 'word' | 'phrase' | 'not' | 'condition' | 'fault' };

/** The query's text cut where its parts begin and end. What the caret is in is not yet held against the person: it is being typed. */
export function piecesOf(text: string, query: CaseQuery, caret: number | null): QueryPiece[] {
  const isTyped = (one: { from: number; to: number }): boolean => caret !== null && caret > one.from && caret <= one.to;
  const spots = [
    ...query.words.map((one) => ({ ...one, kind: one.isNot ? ('not' as const) : one.isPhrase ? ('phrase' as const) : ('word' as const) })),
    ...query.conditions.map((one) => ({ ...one, kind: one.isNot ? ('not' as const) : ('condition' as const) })),
    ...query.faults.map((one) => ({ ...one, kind: isTyped(one) ? ('condition' as const) : ('fault' as const) })),
  ].toSorted((a, b) => a.from - b.from);
  const pieces: QueryPiece[] = [];
  let at = 0;
  for (const { from, to, kind } of spots) {
    if (from < at) continue;
    pieces.push({ text: text.slice(at, from), kind: 'plain' }, { text: text.slice(from, to), kind });
    at = to;
  }
  return [...pieces, { text: text.slice(at), kind: 'plain' as const }].filter((piece) => piece.text !== '');
}

/** The first sentence on what cannot be read, once the caret has left it. */
export function faultOfQuery(query: CaseQuery, caret: number | null): string | null {
  return query.faults.find((one) => caret === null || caret <= one.from || caret > one.to)?.words ?? null;
}
