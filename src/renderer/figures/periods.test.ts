import { describe, expect, it } from 'vitest';
import { chosenOf, daysOf, queryOf, spanOf } from './periods.ts';

/** Wednesday, noon, in whatever zone the test runs. */
const now = new Date(2026, 10, 18, 12).getTime();
const of = (query: Record<string, string>) => spanOf(chosenOf(query), now);
const days = (query: Record<string, string>) => {
  const { span, fault } = of(query);
  return span === null ? fault : daysOf(span);
};

describe('the period', () => {
  it('would begin a week on another day than Monday, or a quarter in its middle', () => {
    expect(days({ period: 'week' })).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(days({})).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    expect(days({ period: 'quarter' })).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(days({ period: 'quarter', back: '4' })).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(days({ period: 'month', back: '11' })).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('would ask for days that are none, or run backwards', () => {
    expect(days({ period: 'own', from: '2026-11-01', to: '2026-11-01' })).toEqual({ from: '2026-11-01', to: '2026-11-01' });
    expect(days({ period: 'own', from: '2026-02-30', to: '2026-03-01' })).toBe('Choose the first and the last day.');
    expect(days({ period: 'own', from: '2026-11-02', to: '2026-11-01' })).toBe('The last day lies before the first.');
    expect(days({ period: 'own', from: '2020-01-01', to: '2026-11-01' })).toBe('At most three years.');
  });

  it('would come back from the decisions to another period than it left', () => {
    const query = { period: 'week', back: '2', mediator: 'p', reason: 'defective' };
    expect(queryOf(chosenOf(query))).toEqual(query);
    expect(queryOf(chosenOf({ period: 'x', back: '-1' }))).toEqual({});
  });
});
