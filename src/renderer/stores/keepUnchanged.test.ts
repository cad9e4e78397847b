import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepUnchanged } from './keepUnchanged.ts';

describe('a file that is fetched anew', () => {
  it('would show something else than what came', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      expect(keepUnchanged(before, after)).toEqual(after);
    }));
  });
  it('would be drawn again although nothing of it changed', () => {
    const before = { version: 1, exhibits: [{ label: 'B-1', flags: [] }, { label: 'S-1', flags: ['x'] }], note: null };
    expect(keepUnchanged(before, structuredClone(before))).toBe(before);
    const kept = keepUnchanged(before, { ...structuredClone(before), version: 2 });
    expect([kept.version, kept.exhibits === before.exhibits]).toEqual([2, true]);
    const grown = keepUnchanged(before, { ...structuredClone(before), exhibits: [...structuredClone(before.exhibits), { label: 'B-2', flags: [] }] });
    expect(grown.exhibits.map((one, index) => one === before.exhibits[index])).toEqual([true, true, false]);
  });
  it('would take a part that is missing now for one that is empty', () => {
    expect(keepUnchanged({ a: undefined, b: 1 }, { b: 1 })).toEqual({ b: 1 });
    expect(Object.keys(keepUnchanged({ a: undefined, b: 1 } as object, { b: 1 } as object))).toEqual(['b']);
  });
});
