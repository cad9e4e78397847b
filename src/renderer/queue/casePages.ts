import type { CaseRow } from '../../contract/cases.ts';
import type { OutputOf } from '../../contract/methods.ts';

type Answer = OutputOf<'cases.list'>;
/** One fetched page; `isStale` when something changed since. */
export type CasePage = { cursor: string | null; rows: CaseRow[]; nextCursor: string | null; isStale: boolean };

/** Rows of all pages in order; a case that moved between pages while they were fetched stands once, where it came last. */
export function rowsOf(pages: readonly CasePage[]): CaseRow[] {
  const last = new Map<string, CasePage>();
  for (const page of pages) for (const row of page.rows) last.set(row.caseId, page);
  return pages.flatMap((page) => page.rows.filter((row) => last.get(row.caseId) === page));
}

/** The pages with one of them fetched again or added; when its end moved, the page after it begins there and is stale. */
export function withPage(pages: readonly CasePage[], index: number, answer: Answer): CasePage[] {
  const before = pages[index];
  const fresh: CasePage = { cursor: before ? before.cursor : (pages.at(-1)?.nextCursor ?? null), rows: answer.rows, nextCursor: answer.nextCursor, isStale: false };
  const after = pages.slice(index + 1);
  if (answer.nextCursor === null) return [...pages.slice(0, index), fresh];
  const [next, ...rest] = after;
  if (!next || next.cursor === answer.nextCursor) return [...pages.slice(0, index), fresh, ...after];
  return [...pages.slice(0, index), fresh, { ...next, cursor: answer.nextCursor, isStale: true }, ...rest];
}

/** The first page that shows rows from `from` to `to` (places in `rowsOf`) and is stale; -1 when none is. */
export function staleAt(pages: readonly CasePage[], from: number, to: number): number {
  let start = 0;
  return pages.findIndex((page) => {
    const end = start + page.rows.length;
    const isSeen = (start <= to && end > from) || (page.rows.length === 0 && start >= from && start <= to);
    start = end;
    return isSeen && page.isStale;
  });
}
