import type { CaseRow } from '../../contract/cases.ts';
import type { OutputOf } from '../../contract/methods.ts';

type Answer = OutputOf<'cases.list'>;
/** One fetched page; `isStale` when something changed since. `rows` null: it was let go of, far from view, and comes again when it is looked at. */
export type CasePage = { cursor: string | null; rows: CaseRow[] | null; count: number; nextCursor: string | null; isStale: boolean };

/** Rows of all pages in order, null for those let go of; a case that moved between pages while they were fetched stands once, where it came last. */
export function rowsOf(pages: readonly CasePage[]): (CaseRow | null)[] {
  const last = new Map<string, CasePage>();
  for (const page of pages) for (const row of page.rows ?? []) last.set(row.caseId, page);
  return pages.flatMap((page) => (page.rows === null ? new Array<null>(page.count).fill(null) : page.rows.filter((row) => last.get(row.caseId) === page)));
}

/** The pages with one of them fetched again or added, stale still when something changed meanwhile; when its end moved, the page after it begins there and is stale. */
export function withPage(pages: readonly CasePage[], index: number, answer: Pick<Answer, 'rows' | 'nextCursor'>, isStale = false): CasePage[] {
  const before = pages[index];
  const fresh: CasePage = { cursor: before ? before.cursor : (pages.at(-1)?.nextCursor ?? null), rows: answer.rows, count: answer.rows.length, nextCursor: answer.nextCursor, isStale };
  const after = pages.slice(index + 1);
  if (answer.nextCursor === null) return [...pages.slice(0, index), fresh];
  const [next, ...rest] = after;
  if (!next || placeOf(next.cursor) === placeOf(answer.nextCursor)) return [...pages.slice(0, index), fresh, ...after];
  return [...pages.slice(0, index), fresh, { ...next, cursor: answer.nextCursor, isStale: true }, ...rest];
}

/** Where a cursor goes on, without the total it carries. */
const placeOf = (cursor: string | null): string | undefined => cursor?.split('|').slice(0, 2).join('|');

/** The first page that shows rows from `from` to `to` (places in `rowsOf`) and has to be fetched; -1 when none has. */
export function neededAt(pages: readonly CasePage[], from: number, to: number): number {
  let start = 0;
  return pages.findIndex((page) => {
    const end = start + page.count;
    const isSeen = (start <= to && end > from) || (page.count === 0 && start >= from && start <= to);
    start = end;
    return isSeen && (page.isStale || page.rows === null);
  });
}

/** The pages without the rows of those further than `keep` rows from view; the page with `keptId` stays whole, for the focus may be in it. */
export function withoutFar(pages: readonly CasePage[], from: number, to: number, keep: number, keptId: string | null): readonly CasePage[] {
  let start = 0;
  let isChanged = false;
  const left = pages.map((page) => {
    const end = start + page.count;
    const isFar = end < from - keep || start > to + keep;
    start = end;
    if (!isFar || page.rows === null || page.rows.some(({ caseId }) => caseId === keptId)) return page;
    isChanged = true;
    return { ...page, rows: null };
  });
  return isChanged ? left : pages;
}

/** The pages with those stale that show one of the cases; the same when none does. */
export function staleWith(pages: readonly CasePage[], caseIds: ReadonlySet<string>): readonly CasePage[] {
  const isIn = (page: CasePage): boolean => page.rows?.some(({ caseId }) => caseIds.has(caseId)) === true;
  return pages.some(isIn) ? pages.map((page) => (isIn(page) ? { ...page, isStale: true } : page)) : pages;
}
