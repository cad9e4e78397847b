import { describe, expect, it } from 'vitest';
import { methods } from '../../contract/methods.ts';
import { isBestMatch, listInput, plainQuery, queryOfView, readCaseQuery, viewOfQuery, withoutFilter, writeCaseQuery, type CaseQuery } from './caseQuery.ts';

const through = (query: CaseQuery) => readCaseQuery(writeCaseQuery(query, 'queue') as Record<string, string>, 'queue');

describe('the query of a list in the address', () => {
  it('comes back as it was written, so that reload, Back and a link keep query, order, columns, groups and view', () => {
    const query: CaseQuery = { scope: 'mine', q: 'reason:defective "blue glaze"', sort: 'due', isDescending: true, group: 'market', columns: [{ column: 'reference', width: 120 }, { column: 'tags', width: null }], view: 'v1' };
    expect(through(query)).toEqual(query);
  });
  it('an address someone typed wrong shows the usual list instead of an error', () => {
    expect(readCaseQuery({ scope: 'nope', sort: ['due', 'age'], group: 'x', columns: 'x,y~1', q: 'a'.repeat(999) }, 'queue')).toMatchObject({ scope: 'queue', sort: null, group: null, columns: null });
  });
  it('what is asked is what the contract takes, for whatever is in the address', () => {
    const query = readCaseQuery({ q: 'a'.repeat(999), sort: 'amount.sideways' }, 'all');
    expect(methods['cases.list'].input.safeParse(listInput(query)).success).toBe(true);
  });
  it('the usual list leaves the address clean', () => {
    expect(writeCaseQuery(readCaseQuery({}, 'queue'), 'queue')).toEqual({});
    expect(writeCaseQuery({ ...plainQuery('queue'), sort: 'due', isDescending: false }, 'queue')).toEqual({ sort: 'due' });
  });
  it('clearing the filter keeps the tab and the order', () => {
    expect(withoutFilter({ ...plainQuery('mine'), sort: 'age', q: 'reason:other x' })).toMatchObject({ scope: 'mine', sort: 'age', q: '' });
  });
  it('words are answered by what fits best until somebody chooses an order; filters alone are not', () => {
    expect(isBestMatch({ ...plainQuery('all'), q: 'watch' })).toBe(true);
    expect(isBestMatch({ ...plainQuery('all'), q: 'watch', sort: 'due' })).toBe(false);
    expect(isBestMatch({ ...plainQuery('all'), q: 'reason:other -watch' })).toBe(false);
  });
  it('a kept view comes back as the list it was kept from', () => {
    const query: CaseQuery = { scope: 'all', q: 'is:overdue', sort: 'amount', isDescending: false, group: 'queue', columns: [{ column: 'reference', width: null }], view: 'v1' };
    expect(queryOfView(viewOfQuery(query, query.columns!), 'v1')).toEqual(query);
  });
});
