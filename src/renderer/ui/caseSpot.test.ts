import { describe, expect, it } from 'vitest';
import { readSpot, withoutSpot, writeSpot } from './caseSpot.ts';

describe('a place in a case in the address', () => {
  it('is read as it was written', () => {
    const spot = { in: 'evidence', id: 'm:1@x', line: 12, words: ['blue glaze', '杯子'] } as const;
    expect(readSpot(writeSpot(spot) as never)).toEqual(spot);
    const head = { in: 'head', id: null, line: null, words: [] } as const;
    expect(readSpot(writeSpot(head) as never)).toEqual(head);
  });
  it('is none for an address somebody made up', () => {
    expect(readSpot({ at: 'javascript:1' })).toBeNull();
    expect(readSpot({ at: ['message', 'note'] })).toBeNull();
    expect(readSpot({})).toBeNull();
    expect(readSpot({ at: 'note:1', line: '-4' })?.line).toBeNull();
  });
  it('holds a hostile address short', () => {
    const spot = readSpot({ at: `note:${'x'.repeat(9_999)}`, find: Array.from({ length: 99 }, () => 'y'.repeat(999)) })!;
    expect([spot.id!.length, spot.words.length, spot.words[0]!.length]).toEqual([200, 8, 100]);
  });
  it('does not go along to the next case', () => {
    expect(withoutSpot({ at: 'note:1', find: 'x', line: '2', sort: 'due' })).toEqual({ sort: 'due' });
  });
});
