import { describe, expect, it } from 'vitest';
import { uniqueIds } from './uniqueIds.ts';
import { neutralCase } from '../../../testing/neutralCases.ts';

describe('uniqueIds', () => {
  it('tells repeated ids apart without taking an id that another row has, so that no row is lost on insert', () => {
    const parcels = ['a', 'a', 'a-2', 'a', 'b'].map((id) => ({ id, direction: 'outbound' as const }));
    const numbered = uniqueIds({ schema: 'dispute-case/1', source: 'shop', sourceId: '1', stage: 'claim', claims: [], parcels }).parcels ?? [];
    expect(numbered.map(({ id }) => id)).toEqual(['a', 'a-3', 'a-2', 'a-4', 'b']);
  });
});

it('is not stalled by ids that agree in all but their last characters', () => {
  const messages = Array.from({ length: 20_000 }, (_, index) => ({ id: `${'x'.repeat(190)}${String(index % 10_000).padStart(5, '0')}`, from: 'buyer' as const, original: 'x' }));
  const made = uniqueIds({ ...neutralCase(), messages }).messages ?? [];
  expect(new Set(made.map(({ id }) => id)).size).toBe(20_000);
});
