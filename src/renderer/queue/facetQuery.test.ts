import { describe, expect, it } from 'vitest';
import { chosenValues, passesQuery, toggleValue, withoutFacet } from './facetQuery.ts';

describe('choosing a value of a facet', () => {
  it('writes it into the query beside what is there, several of one facet as a list', () => {
    expect(toggleValue('cracked due<2d', 'reason', 'defective')).toBe('cracked due<2d reason:defective');
    expect(toggleValue('reason:defective due<2d', 'reason', 'other')).toBe('reason:defective,other due<2d');
  });
  it('takes it out again and leaves the rest as it was typed', () => {
    expect(toggleValue('  a reason:defective,other  b', 'reason', 'defective')).toBe('  a reason:other b');
    expect(toggleValue('a reason:other b', 'reason', 'other')).toBe('a b');
    expect(toggleValue('reason:other', 'reason', 'other')).toBe('');
  });
  it('names with blanks stand in quotes, so that they are one value', () => {
    const query = toggleValue('', 'queue', 'High value');
    expect(query).toBe('queue:"High value"');
    expect(chosenValues(toggleValue(query, 'queue', 'none'), 'queue')).toEqual(['High value', 'none']);
  });
  it('does not touch what is ruled out by hand', () => {
    expect(toggleValue('-market:DE', 'market', 'FR')).toBe('-market:DE market:FR');
  });
  it('a group that the query rules out is no heading', () => {
    expect(passesQuery('reason:other,defective', 'reason', 'other')).toBe(true);
    expect(passesQuery('reason:other', 'reason', 'defective')).toBe(false);
    expect(passesQuery('-market:de', 'market', 'DE')).toBe(false);
  });
  it('a facet can be cleared whole', () => {
    expect(withoutFacet('a reason:other b -reason:defective', 'reason')).toBe('a b');
  });
});
