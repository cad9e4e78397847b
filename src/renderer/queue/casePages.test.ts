import { describe, expect, it } from 'vitest';
import { fillerRows } from '../backend/fakeRows.ts';
import { rowsOf, staleAt, withPage, type CasePage } from './casePages.ts';

const [a, b, c, d, e] = fillerRows(5) as [ReturnType<typeof fillerRows>[0], ...ReturnType<typeof fillerRows>] & { 4: ReturnType<typeof fillerRows>[0] };
const page = (rows: CasePage['rows'], cursor: string | null, nextCursor: string | null, isStale = false): CasePage => ({ rows, cursor, nextCursor, isStale });
const answer = (rows: CasePage['rows'], nextCursor: string | null) => ({ rows, nextCursor, total: 9, totalInScope: 9 });

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
    expect(staleAt(pages, 2, 3)).toBe(1);
    expect(staleAt(pages, 4, 4)).toBe(-1);
    expect(staleAt(pages, 0, 9)).toBe(0);
  });
});
