import { describe, expect, it } from 'vitest';
import { changeWords, movedWords, sideBySide, type WeighedRow } from './weightPreview.ts';

const row = (caseId: string, place: number, placeNow: number | null): WeighedRow => ({ caseId, reference: caseId, title: null, queueName: 'General queue', because: [], points: 10, pointsNow: 5, place, placeNow });
const now = [row('a', 1, 1), row('b', 2, 2), row('c', 3, 3)];

describe('what other weights would change', () => {
  it('tells a move up from a move down', () => {
    const rows = sideBySide(now, [row('b', 1, 2), row('a', 2, 1), row('c', 3, 3)]);
    expect(rows.map((one) => one.then?.moved)).toEqual([1, -1, 0]);
    expect(changeWords(rows)).toBe('2 of the first 3 change their places.');
  });
  it('names a case that falls out of sight, which no row of the new order would show', () => {
    const rows = sideBySide(now, [row('a', 1, 1), row('b', 2, 2), row('z', 3, null)]);
    expect(changeWords(rows)).toBe('1 of the first 3 changes its place; 1 falls below them.');
    expect(movedWords(rows[2]!.then!.moved)).toBe('from below the first 200');
  });
  it('says plainly that nothing changes', () => {
    expect(changeWords(sideBySide(now, now))).toBe('None of the first 3 changes its place.');
    expect(movedWords(0)).toBe('same place');
  });
  it('pairs lists of different length without dropping a case', () => {
    expect(sideBySide(now, [row('a', 1, 1)]).map((one) => [one.now?.caseId, one.then?.caseId])).toEqual([['a', 'a'], ['b', undefined], ['c', undefined]]);
  });
});
