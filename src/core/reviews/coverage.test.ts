import { expect, it } from 'vitest';
import { coverageOf } from './coverage.ts';
import { member } from './member.testing.ts';
import { workloadOf } from './workload.ts';

it('shows groups the sample passed over with a zero, and counts every ruling of the population once in each table', () => {
  const population = [
    ...Array.from({ length: 40 }, (_, index) => member({ rulingId: `a-${index}`, amount: { minor: String(100 * (index + 1)), currency: 'USD' } })),
    ...Array.from({ length: 5 }, (_, index) => member({ rulingId: `b-${index}`, personId: 'p-2', personName: 'Bo', reason: 'defective', amount: { minor: '500', currency: 'JPY' } })),
    ...Array.from({ length: 7 }, (_, index) => member({ rulingId: `c-${index}`, outcome: 'no_refund', amount: null })),
  ];
  const coverage = coverageOf(population, new Set(['a-0', 'a-39', 'c-1']));
  expect(coverage.mediator).toEqual([{ key: 'p-1', label: 'Ada', population: 47, sample: 3 }, { key: 'p-2', label: 'Bo', population: 5, sample: 0 }]);
  expect(coverage.value).toEqual([
    { currency: 'USD', fromMinor: '100', upToMinor: '1000', population: 10, sample: 1 },
    { currency: 'USD', fromMinor: '1100', upToMinor: '2000', population: 10, sample: 0 },
    { currency: 'USD', fromMinor: '2100', upToMinor: '3000', population: 10, sample: 0 },
    { currency: 'USD', fromMinor: '3100', upToMinor: '4000', population: 10, sample: 1 },
    { currency: 'JPY', fromMinor: '500', upToMinor: '500', population: 5, sample: 0 },
    { currency: null, fromMinor: null, upToMinor: null, population: 7, sample: 1 },
  ]);
  for (const rows of Object.values(coverage)) expect(rows.reduce((sum, row) => sum + row.population, 0)).toBe(52);
});

it('makes one band of equal amounts instead of four that overlap', () => {
  const population = Array.from({ length: 20 }, (_, index) => member({ rulingId: `a-${index}` }));
  expect(coverageOf(population, new Set()).value).toHaveLength(1);
});

it('spreads reviews evenly, never gives one to who may not review it, and counts what nobody may', () => {
  const reviewers = [
    { personId: 'l-1', personName: 'Lena', barred: new Set(['1', '2', '3', '6']) },
    { personId: 'l-2', personName: 'Lou', barred: new Set(['6']) },
  ];
  expect(workloadOf(['1', '2', '3', '4', '5', '6'], reviewers)).toEqual({
    rows: [{ personId: 'l-1', personName: 'Lena', may: 2, share: 2 }, { personId: 'l-2', personName: 'Lou', may: 5, share: 3 }],
    nobody: 1,
  });
});
