import { describe, expect, it } from 'vitest';
import { methods } from '../../contract/methods.ts';
import { listInput, readCaseQuery, withoutFilter, writeCaseQuery } from './caseQuery.ts';

describe('the query of a list in the address', () => {
  it('comes back as it was written, so that reload and Back keep the filter', () => {
    const query = { scope: 'mine', sort: 'due', reason: 'defective', state: null, currency: 'EUR', words: 'watch' } as const;
    expect(readCaseQuery(writeCaseQuery(query, 'queue') as Record<string, string>, 'queue')).toEqual(query);
  });
  it('an address someone typed wrong shows the usual list instead of an error', () => {
    expect(readCaseQuery({ scope: 'nope', sort: ['due', 'age'], reason: 'x', currency: 'eur', words: 'a'.repeat(999) }, 'queue')).toMatchObject({ scope: 'queue', sort: 'priority', reason: null, currency: null });
  });
  it('what is asked is what the contract takes, for whatever is in the address', () => {
    const query = readCaseQuery({ words: 'a'.repeat(999), currency: 'USD', reason: 'other' }, 'all');
    expect(methods['cases.list'].input.safeParse(listInput(query)).success).toBe(true);
  });
  it('the usual list leaves the address clean', () => {
    expect(writeCaseQuery(readCaseQuery({}, 'queue'), 'queue')).toEqual({});
  });
  it('clearing the filter keeps the tab and the order', () => {
    const query = readCaseQuery({ scope: 'mine', sort: 'age', reason: 'other', words: 'x' }, 'queue');
    expect(withoutFilter(query)).toEqual({ scope: 'mine', sort: 'age', reason: null, state: null, currency: null, words: '' });
  });
});
