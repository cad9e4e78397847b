import { describe, expect, it } from 'vitest';
import { placeAfter, placeFor } from './rovingRow.ts';

describe('the row with the focus', () => {
  it('follows its case when rows above it come or go', () => {
    expect(placeAfter(['x', 'a', 'b'], 'b', 1)).toBe(2);
  });
  it('stays at its place when its case left the list, so that the focus is never lost to the top of the page', () => {
    expect(placeAfter(['a', 'c', 'd'], 'b', 1)).toBe(1);
    expect(placeAfter(['a'], 'b', 7)).toBe(0);
    expect(placeAfter([], 'b', 7)).toBe(-1);
  });
  it('does not run over the ends', () => {
    expect(placeFor('ArrowDown', 4, 5, 10)).toBe(4);
    expect(placeFor('PageUp', 3, 5, 10)).toBe(0);
    expect(placeFor('End', 0, 5, 10)).toBe(4);
    expect(placeFor('x', 0, 5, 10)).toBeNull();
    expect(placeFor('ArrowDown', -1, 5, 10)).toBe(0);
  });
});
