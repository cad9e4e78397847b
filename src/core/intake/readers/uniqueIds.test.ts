import { describe, expect, it } from 'vitest';
import { uniqueIds } from './uniqueIds.ts';

describe('uniqueIds', () => {
  it('tells repeated ids apart without taking an id that another row has, so that no row is lost on insert', () => {
    const parcels = ['a', 'a', 'a-2', 'a', 'b'].map((id) => ({ id, direction: 'outbound' as const }));
    const numbered = uniqueIds({ schema: 'dispute-case/1', source: 'shop', sourceId: '1', stage: 'claim', claims: [], parcels }).parcels ?? [];
    expect(numbered.map(({ id }) => id)).toEqual(['a', 'a-3', 'a-2', 'a-4', 'b']);
  });
});
