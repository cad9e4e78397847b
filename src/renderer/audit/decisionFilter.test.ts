import { describe, expect, it } from 'vitest';
import { dayStart, emptyFields, fieldsOfFilter, fieldsOfQuery, isSameFilter, queryOfFields, readFields } from './decisionFilter.ts';
import { filterWords } from './filterWords.ts';

describe('decision filter', () => {
  it('comes back from the address as it went there, so that a shared link shows the same decisions', () => {
    const fields = { ...emptyFields, person: 'p1', reason: 'wrong_item', currency: 'USD', min: '10', from: '2026-03-01' };
    expect(fieldsOfQuery(queryOfFields(fields))).toEqual(fields);
    expect(queryOfFields(emptyFields)).toEqual({});
  });
  it('reads amounts at the scale of the currency', () => {
    expect(readFields({ ...emptyFields, currency: 'kwd', min: '1.5', max: '20' }).filter).toEqual({ currency: 'KWD', minMinor: '1500', maxMinor: '20000' });
    expect(readFields({ ...emptyFields, currency: 'JPY', min: '1.5' }).faults.min).toBeTruthy();
  });
  it('does not compare amounts across currencies', () => {
    const { filter, faults } = readFields({ ...emptyFields, min: '10' });
    expect(filter).toEqual({});
    expect(faults.currency).toBe('Which currency?');
  });
  it('takes the last day in to its end, in the zone of the person', () => {
    const { filter } = readFields({ ...emptyFields, from: '2026-03-01', to: '2026-03-01' });
    expect(filter.from).toBe(new Date(2026, 2, 1).getTime());
    expect(filter.to).toBe(new Date(2026, 2, 2).getTime() - 1);
    expect(dayStart('2026-02-31')).toBeNull();
    expect(dayStart('yesterday')).toBeNull();
  });
  it('leaves unknown words of an old address out instead of sending a request that is refused', () => {
    expect(readFields(fieldsOfQuery({ reason: 'nonsense', outcome: ['full_refund'], state: 'staged' })).filter).toEqual({ state: 'staged' });
  });
  it('would lose a part of a saved filter on the way through the fields and the address', () => {
    const filter = {
      personId: 'p1', reason: 'wrong_item', outcome: 'partial_refund', state: 'effective', kind: 'ruling', currency: 'KWD', minMinor: '1500', maxMinor: '20000', from: new Date(2026, 2, 1).getTime(), to: new Date(2026, 2, 8).getTime() - 1,
      lastDays: 30, followed: 'no', isAppealed: true, isOverturned: false, hadSecond: true, clause: '3.3', words: 'red dial',
    } as const;
    const read = readFields(fieldsOfQuery(queryOfFields(fieldsOfFilter(filter))));
    expect(read).toEqual({ filter, faults: {} });
    expect(isSameFilter(read.filter, filter)).toBe(true);
    expect(isSameFilter({ state: 'effective' }, { state: 'effective', isAppealed: false })).toBe(false);
  });
  it('would take a no for a question that was not asked, or a word of an old address for one', () => {
    expect(readFields({ ...emptyFields, appealed: 'no', second: 'perhaps', followed: 'none', days: 'x', words: '  ' })).toEqual({ filter: { isAppealed: false, followed: 'none' }, faults: { days: 'A number of days.' } });
  });
  it('would keep somebody guessing what a saved filter lets through', () => {
    expect(filterWords({ state: 'effective', personId: 'p1', lastDays: 30, followed: 'no', isOverturned: false }, () => 'Dana')).toBe('Dana, in effect, last 30 days, suggestion: went against it, not overturned');
    expect(filterWords({ currency: 'USD', minMinor: '1000' }, () => null)).toMatch(/^At least USD\s10\.00$/);
    expect(filterWords({}, () => null)).toBe('Every decision');
  });
});
