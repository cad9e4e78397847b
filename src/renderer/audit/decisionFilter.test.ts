import { describe, expect, it } from 'vitest';
import { dayStart, emptyFields, fieldsOfQuery, queryOfFields, readFields } from './decisionFilter.ts';

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
});
