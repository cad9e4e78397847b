import { describe, expect, it } from 'vitest';
import type { Exhibit } from '../../contract/caseFile.ts';
import { spotFault } from './spotRules.ts';

const shows = (show: Exhibit['show']) => ({ exhibits: [{ evidenceId: 'e', label: 'B-1', show, pages: null, text: null } as Exhibit], messages: [], parcels: [] });

describe('spotFault', () => {
  it('would let a place in a film say no moment, so that nobody finds the picture it was seen in', () => {
    const point = { type: 'point' as const, page: 1, x: 0.5, y: 0.5 };
    expect(spotFault(shows('video'), 'e', point)).toBe('Say at which moment of the film the place is seen.');
    expect(spotFault(shows('video'), 'e', { ...point, atMs: 0 })).toBeNull();
    expect(spotFault(shows('image'), 'e', { ...point, atMs: 0 })).toBe('B-1 is no film, so a place in it has no moment.');
    expect(spotFault(shows('image'), 'e', point)).toBeNull();
  });
});
