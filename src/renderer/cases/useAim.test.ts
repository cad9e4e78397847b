import { describe, expect, it } from 'vitest';
import { placeOf } from './useAim.ts';

describe('placeOf', () => {
  it('would land on the parcel instead of its scan, or nowhere when the scan has no time', () => {
    expect(placeOf(['p1', 'p1@5', 'p1@7'], 'p1@7')).toBe(2);
    expect(placeOf(['p1', 'p1@5'], 'p1@9')).toBe(0);
    expect(placeOf(['message:m1@5'], 'message:m1')).toBe(0);
  });

  it('would take m10 for m1', () => {
    expect(placeOf(['message:m10@5'], 'message:m1')).toBe(-1);
  });
});
