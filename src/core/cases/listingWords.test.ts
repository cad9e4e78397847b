import { describe, expect, it } from 'vitest';
import { changedFields, listingWords } from './listingWords.ts';

const before = listingWords('Title: Coat, grey, 100% wool\nPrice: EUR 199.00\nMaterial: 100% wool\nColour: Grey\nDescription: A warm coat of pure wool.');

describe('listingWords', () => {
  it('would take a page without labels for one field, or lose its words', () => {
    expect(listingWords('Coat, grey\nMaterial: Wool\n\nA warm coat.\nNote: made by hand.')).toEqual({
      title: 'Coat, grey', price: null, attributes: [{ name: 'Material', value: 'Wool' }], description: 'A warm coat.\nNote: made by hand.',
    });
  });

  it('would read the labels of one language only', () => {
    expect(listingWords('Название: Пальто\nЦена: 199,00 €\nМатериал: Шерсть\nОписание: Тёплое.')).toEqual({
      title: 'Пальто', price: '199,00 €', attributes: [{ name: 'Материал', value: 'Шерсть' }], description: 'Тёплое.',
    });
  });

  it('would take the scheme of an address for the name of an attribute', () => {
    expect(listingWords('Title: Coat\nhttps://shop.example/coat').description).toBe('https://shop.example/coat');
  });
});

describe('changedFields', () => {
  it('would call a price changed because another country writes it otherwise', () => {
    expect(changedFields(before, { ...before, price: '199,00 €' })).toEqual([]);
    expect(changedFields(before, { ...before, price: '189,00 €' })).toEqual(['price']);
  });

  it('would miss an attribute that was changed, taken away or added', () => {
    const after = listingWords('Title: Coat, grey, 100% wool\nMaterial: Wool blend\nSize: 50');
    expect(changedFields(before, after)).toEqual(['Material', 'Colour', 'Size']);
  });

  it('would hold against a later page what it does not show at all', () => {
    expect(changedFields(before, listingWords('Title: Coat, grey, 100% wool'))).toEqual([]);
  });

  it('would see a change in blanks alone', () => {
    expect(changedFields(before, { ...before, description: 'A  warm coat\nof pure wool.' })).toEqual([]);
  });
});
