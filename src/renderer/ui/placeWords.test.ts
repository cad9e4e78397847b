import { describe, expect, it } from 'vitest';
import { clockOf, placeWords } from './placeWords.ts';

describe('placeWords', () => {
  it('would show no page, line or moment beside a name that does not say it', () => {
    expect(placeWords({ type: 'lines', from: 3, to: 3, quote: 'x' })).toBe('line 3');
    expect(placeWords({ type: 'lines', from: 3, to: 5, quote: 'x' })).toBe('lines 3 to 5');
    expect(placeWords({ type: 'point', page: 2, x: 0, y: 0 })).toBe('page 2');
    expect(placeWords({ type: 'point', page: 1, x: 0, y: 0 })).toBeNull();
    expect(placeWords({ type: 'point', page: 1, x: 0, y: 0, atMs: 0 })).toBe('at 0:00.0');
    expect(clockOf(3_600_000)).toBe('60:00.0');
  });
});
