import { describe, expect, it } from 'vitest';
import { caseColumns } from '../../contract/caseViews.ts';
import { allColumns, readColumns, tracksOf, usualColumns, widthOf, writeColumns } from './listColumns.ts';

describe('the columns of a list', () => {
  it('come back from an address in their order and widths; a column stands once', () => {
    expect(readColumns('amount~140,reference,amount,nonsense~9')).toEqual([{ column: 'amount', width: null }, { column: 'reference', width: null }]);
    expect(writeColumns([{ column: 'amount', width: 140 }, { column: 'due', width: null }])).toBe('amount~140,due');
  });
  it('a width that no screen has is fitted, so that a link cannot push the list off the screen', () => {
    expect(readColumns('title~9999')).toEqual([{ column: 'title', width: 1200 }]);
  });
  it('the dialog offers every column once, the shown ones first', () => {
    const all = allColumns(usualColumns);
    expect(all.map(({ column }) => column).toSorted()).toEqual([...caseColumns].toSorted());
    expect(all.slice(0, usualColumns.length).every(({ isShown }) => isShown)).toBe(true);
  });
  it('the last column fills the row when none grows, and the room needed is the sum', () => {
    expect(tracksOf([{ column: 'reference', width: 100 }, { column: 'due', width: null }])).toBe('100px minmax(192px, 1fr)');
    expect(widthOf([{ column: 'reference', width: 100 }, { column: 'due', width: null }], 12, 12)).toBe(328);
  });
});
