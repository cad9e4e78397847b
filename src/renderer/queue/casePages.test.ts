import { describe, expect, it } from 'vitest';
import { fillerRows } from '../backend/fakeRows.ts';
import { neededAt, rowsOf, staleWith, withoutFar, withPage, type CasePage } from './casePages.ts';

const [a, b, c, d, e] = fillerRows(5) as [ReturnType<typeof fillerRows>[0], ...ReturnType<typeof fillerRows>] & { 4: ReturnType<typeof fillerRows>[0] };
const page = (rows: NonNullable<CasePage['rows']>, cursor: string | null, nextCursor: string | null, isStale = false): CasePage => ({ rows, count: rows.length, cursor, nextCursor, isStale });
const answer = (rows: NonNullable<CasePage['rows']>, nextCursor: string | null) => ({ rows, nextCursor });

describe('pages of cases', () => {
  it('a case that moved to a later page while that was fetched is not listed twice', () => {
    expect(rowsOf([page([a!, b!], null, '2'), page([b!, c!], '2', null)])).toEqual([a, b, c]);
  });
  it('a page that grew shorter makes the one after it begin where it ends now, so that no case is skipped', () => {
    const after = withPage([page([a!, b!], null, 'B'), page([c!, d!], 'B', 'D')], 0, answer([a!, c!], 'C'));
    expect(after.map((one) => [one.cursor, one.isStale])).toEqual([[null, false], ['C', true]]);
  });
  it('drops the pages behind when the list now ends earlier', () => {
    expect(withPage([page([a!, b!], null, 'B'), page([c!], 'B', null)], 0, answer([a!], null))).toHaveLength(1);
  });
  it('adds a page at the end from the cursor of the last', () => {
    expect(withPage([page([a!], null, 'A')], 1, answer([b!], null))[1]).toEqual(page([b!], 'A', null));
  });
  it('fetches again only what is on screen', () => {
    const pages = [page([a!, b!], null, 'B', true), page([c!, d!], 'B', 'D', true), page([e!], 'D', null)];
    expect(neededAt(pages, 2, 3)).toBe(1);
    expect(neededAt(pages, 4, 4)).toBe(-1);
    expect(neededAt(pages, 0, 9)).toBe(0);
  });
  it('a cursor that carries another total is the same place, so that a count that changed does not fetch all pages again', () => {
    const after = withPage([page([a!, b!], null, '5|2|9|1'), page([c!, d!], '5|2|9|1', null)], 0, answer([a!, b!], '5|2|10|1'));
    expect(after.map((one) => one.isStale)).toEqual([false, false]);
  });
  it('lets go of rows far from view and knows their places still, so that memory stays flat over a long scroll', () => {
    const pages = [page([a!, b!], null, 'B'), page([c!, d!], 'B', 'D'), page([e!], 'D', null)];
    const left = withoutFar(pages, 4, 4, 1, null);
    expect(left.map((one) => one.rows === null)).toEqual([true, false, false]);
    expect(rowsOf(left)).toEqual([null, null, c, d, e]);
    expect(neededAt(left, 1, 3)).toBe(0);
  });
  it('keeps the page of the case with the focus, however far away', () => {
    expect(withoutFar([page([a!, b!], null, 'B'), page([c!, d!], 'B', 'D'), page([e!], 'D', null)], 4, 4, 0, a!.caseId)[0]?.rows).not.toBeNull();
  });
  it('a change of one case makes its page stale and no other', () => {
    expect(staleWith([page([a!, b!], null, 'B'), page([c!], 'B', null)], new Set([c!.caseId])).map((one) => one.isStale)).toEqual([false, true]);
  });
});
