import { describe, expect, it } from 'vitest';
import { usualWeights, Weights } from '../../contract/weights.ts';
import { changedKeys, readWeights, weightForm, weightRows } from './weightForm.ts';

describe('the form of the weights', () => {
  it('comes back as it went in', () => {
    expect(readWeights(weightForm(usualWeights)).weights).toEqual(usualWeights);
    expect(changedKeys(weightForm(usualWeights), usualWeights)).toEqual([]);
  });
  it('shows every number there is exactly once, so that none can be set only by a call', () => {
    const shown = weightRows.flatMap(({ words }) => words.flatMap((one) => (typeof one === 'string' ? [] : [one.key])));
    expect(shown.toSorted()).toEqual(Object.keys(weightForm(usualWeights)).toSorted());
  });
  it('sends nothing the core would refuse', () => {
    for (const text of ['', '-1', '1.5', '1001', 'ten', '1e2']) {
      const read = readWeights({ ...weightForm(usualWeights), harm: text });
      expect(read.problems, text).toHaveProperty('harm');
    }
    expect(readWeights({ ...weightForm(usualWeights), 'dueSoon.hours': '0' }).problems).toHaveProperty(['dueSoon.hours']);
    const most = readWeights({ ...weightForm(usualWeights), 'dueSoon.hours': '720', harm: '1000' }).weights;
    expect(Weights.safeParse(most).success).toBe(true);
  });
  it('tells which numbers are others than in force', () => {
    expect(changedKeys({ ...weightForm(usualWeights), appeal: '90', harm: ' 80 ' }, usualWeights)).toEqual(['appeal']);
  });
  it('gives examples by the numbers as they are typed', () => {
    const of = (name: string, weights = usualWeights) => weightRows.find((row) => row.name === name)?.example(weights).replaceAll('\u00a0', ' ');
    expect(of('Overdue')).toBe('overdue by 1 d +101 · overdue by 7 d +107 · overdue by 60 d +130');
    expect(of('Value')).toBe('USD 50 +7 · USD 1,000 +20 · USD 20,000 +30');
    expect(of('Due soon')).toBe('due in 2 h +58 · due in 24 h +40 · due in 2 d +20');
    expect(of('Due soon', { ...usualWeights, dueSoon: { most: 30, hours: 6 } })).toBe('due in 14 min +29 · due in 3 h +20 · due in 6 h +10');
    expect(of('Answer open')).toBe('seller has 2 d to answer −200');
  });
});
