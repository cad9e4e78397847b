import { describe, expect, it } from 'vitest';
import type { Exhibit } from '../../contract/caseFile.ts';
import type { ListingVersion } from '../../contract/listings.ts';
import { listingRows, picturePair } from './listingRows.ts';

const version = (part: Partial<ListingVersion>): ListingVersion => ({ evidenceId: null, by: 'platform', at: 0, title: null, price: null, description: null, attributes: [], url: null, changed: [], ...part });
const before = version({ title: 'Coat, pure wool', price: 'EUR 199.00', attributes: [{ name: 'Material', value: 'Wool' }, { name: 'Colour', value: 'Grey' }] });

describe('listingRows', () => {
  it('would bury the field that changed below ten that did not, or drop one of them', () => {
    const after = version({ ...before, price: '199,00 €', attributes: [{ name: 'Material', value: 'Wool blend' }, { name: 'Colour', value: 'Grey' }], changed: ['Material'] });
    expect(listingRows(before, after).map((row) => [row.field, row.is])).toEqual([['Material', 'changed'], ['Title', 'same'], ['Price', 'same'], ['Colour', 'same']]);
  });

  it('would call a field taken away that the later page merely does not show', () => {
    expect(listingRows(before, version({ title: before.title })).find((row) => row.field === 'Price')?.is).toBe('unsaid');
    const gone = version({ title: before.title, attributes: [{ name: 'Material', value: 'Wool' }, { name: 'Care', value: 'Dry' }], changed: ['Colour', 'Care'] });
    expect(listingRows(before, gone).filter((row) => row.is === 'gone' || row.is === 'new').map((row) => [row.field, row.is])).toEqual([['Colour', 'gone'], ['Care', 'new']]);
  });

  it('would mark in the page of the order what only the later one says', () => {
    const [row] = listingRows(before, version({ title: 'Coat, wool blend', changed: ['title'] }));
    expect(row?.before.map((part) => part.is)).not.toContain('new');
    expect(row?.after.map((part) => part.is)).not.toContain('gone');
  });

  it('would show nothing while there is no later page', () => {
    expect(listingRows(before, null).map((row) => row.is)).toEqual(['unsaid', 'unsaid', 'unsaid', 'unsaid']);
  });
});

describe('picturePair', () => {
  const exhibit = (evidenceId: string, side: Exhibit['side']) => ({ evidenceId, side }) as Exhibit;
  it('would lay a picture beside itself, or two of one side while the other has one', () => {
    expect(picturePair([exhibit('a', 'buyer')])).toBeNull();
    expect(picturePair([])).toBeNull();
    expect(picturePair([exhibit('a', 'buyer'), exhibit('b', 'buyer'), exhibit('c', 'seller')])?.map((one) => one.evidenceId)).toEqual(['a', 'c']);
    expect(picturePair([exhibit('a', 'platform'), exhibit('b', 'seller')])?.map((one) => one.evidenceId)).toEqual(['a', 'b']);
  });
});
